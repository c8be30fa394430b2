package market.tessera.checkout.gradebook;

import java.time.Clock;
import market.tessera.checkout.client.SystemTokens.Access;
import market.tessera.checkout.completion.RecordScore;
import market.tessera.checkout.completion.Recording;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.gradebook.ResultBody.Taken;
import market.tessera.checkout.handoff.ConfirmFetched;
import market.tessera.checkout.roster.RosterRefusal;
import market.tessera.checkout.roster.RosterRefusal.Reason;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Takes a result of a provider's own learner; with the pass mark of the connection that the system has its key from, it completes the course. */
@Service
class PutResult {
    static final String SOURCE = "oneroster";

    private final NamedResults results;
    private final Enrollments enrollments;
    private final Connections connections;
    private final ConfirmFetched known;
    private final RecordScore recordScore;
    private final Clock clock;

    PutResult(
            NamedResults results,
            Enrollments enrollments,
            Connections connections,
            ConfirmFetched known,
            RecordScore recordScore,
            Clock clock) {
        this.results = results;
        this.enrollments = enrollments;
        this.connections = connections;
        this.known = known;
        this.recordScore = recordScore;
        this.clock = clock;
    }

    /** @return errors with a {@link RosterRefusal} where there is no such learner in that class, or nothing can be taken */
    Mono<Recording> put(Access access, String sourcedId, ResultBody body) {
        var taken = body.read(clock.instant());
        return results.enrollment(access.provider(), taken.lineItem(), taken.student())
                .switchIfEmpty(refused(Reason.UNKNOWN_OBJECT, "That student is in no class with that line item"))
                .filterWhen(enrollment -> results.name(access.provider(), sourcedId, enrollment))
                .switchIfEmpty(refused(Reason.INVALID_DATA, "There is a result of that sourcedId for another student"))
                .flatMap(enrollments::find)
                .filter(enrollment -> enrollment.state() != State.WITHDRAWN)
                .switchIfEmpty(refused(Reason.INVALID_DATA, "The student has given the place back"))
                .delayUntil(known::heardOf)
                .zipWith(connections.find(access.provider(), access.connection()))
                .flatMap(found -> record(found.getT1(), taken, found.getT2()));
    }

    private Mono<Recording> record(Enrollment enrollment, Taken taken, Connection connection) {
        return recordScore.record(enrollment, taken.score(), connection.passMark(), SOURCE, taken.completedAt());
    }

    private static <T> Mono<T> refused(Reason reason, String why) {
        return Mono.error(() -> new RosterRefusal(reason, why));
    }
}
