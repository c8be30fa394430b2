package market.tessera.checkout.gradebook;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
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
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
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
    @Transactional
    public Mono<Recording> put(Access access, String sourcedId, ResultBody body) {
        var taken = body.read(clock.instant());
        return enrollment(access, taken)
                .flatMap(enrollments::lock)
                .filterWhen(enrollment -> results.name(access.provider(), sourcedId, enrollment.id()))
                .switchIfEmpty(refused(Reason.INVALID_DATA, "There is a result of that sourcedId for another student"))
                .filter(enrollment -> enrollment.state() != State.WITHDRAWN)
                .switchIfEmpty(refused(Reason.INVALID_DATA, "The student has given the place back"))
                .delayUntil(known::heardOf)
                .zipWith(connections.find(access.provider(), access.connection()))
                .flatMap(found -> record(found.getT1(), taken, found.getT2()));
    }

    /** Nobody else takes results of these students until the caller's transaction ends: all in one order, as whoever else takes results does. */
    Mono<Void> lock(Access access, List<ResultBody> bodies) {
        return Flux.fromIterable(bodies)
                .map(body -> body.read(clock.instant()))
                .concatMap(taken -> enrollment(access, taken))
                .collect(Collectors.toSet())
                .flatMapMany(enrollments::lockAll)
                .then();
    }

    private Mono<UUID> enrollment(Access access, Taken taken) {
        return results.enrollment(access.provider(), taken.lineItem(), taken.student())
                .switchIfEmpty(refused(Reason.UNKNOWN_OBJECT, "That student is in no class with that line item"));
    }

    private Mono<Recording> record(Enrollment enrollment, Taken taken, Connection connection) {
        return recordScore.record(enrollment, taken.score(), connection.passMark(), SOURCE, taken.completedAt());
    }

    private static <T> Mono<T> refused(Reason reason, String why) {
        return Mono.error(() -> new RosterRefusal(reason, why));
    }
}
