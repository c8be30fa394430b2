package market.tessera.checkout.moodle;

import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.moodle.MoodleLearners.Seat;
import market.tessera.checkout.work.OneOfMany;
import market.tessera.platform.outbound.Unreachable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Asks each Moodle how far its learners are; who has met the course's criteria there has completed. */
@Service
class LookUpCompletions {
    private static final int AT_ONCE = 4;

    private final MoodleLearners learners;
    private final MoodleProgress progress;
    private final Connections connections;
    private final Reported reported;
    private final MoodleProperties properties;

    LookUpCompletions(
            MoodleLearners learners,
            MoodleProgress progress,
            Connections connections,
            Reported reported,
            MoodleProperties properties) {
        this.learners = learners;
        this.progress = progress;
        this.connections = connections;
        this.reported = reported;
        this.properties = properties;
    }

    /** Emits how many were looked up. */
    Mono<Long> due() {
        return learners.due(properties.lookEvery())
                .flatMap(
                        seat -> OneOfMany.attempt("Looking up the completion", seat.enrollment(), () -> lookUp(seat))
                                .thenReturn(seat),
                        AT_ONCE)
                .count();
    }

    private Mono<Void> lookUp(Seat seat) {
        return progress.of(seat)
                .flatMap(said -> reported.take(seat.enrollment(), said))
                .filter(completed -> completed)
                .flatMap(_ -> learners.done(seat.enrollment()))
                .onErrorResume(Unreachable.class, failure -> connections.failed(seat.connection(), failure));
    }
}
