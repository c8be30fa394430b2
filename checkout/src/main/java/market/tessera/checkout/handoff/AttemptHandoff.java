package market.tessera.checkout.handoff;

import java.time.Duration;
import java.util.Optional;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.handoff.Handoffs.Attempt;
import market.tessera.checkout.handoff.Handoffs.Waiting;
import market.tessera.checkout.handoff.ReachSystem.Reached;
import market.tessera.platform.outbound.Unreachable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.util.function.Tuple2;

/**
 * Asks the provider's system, unless that is known to be away. Changes nothing here: what came of it has to be settled. One that fails as nobody has
 * foreseen does not hold up the others.
 */
@Component
class AttemptHandoff {
    private static final Logger LOG = LoggerFactory.getLogger(AttemptHandoff.class);

    private final ReachSystem system;
    private final Outages outages;
    private final SlowSystems slow;
    private final HandoffProperties properties;

    AttemptHandoff(ReachSystem system, Outages outages, SlowSystems slow, HandoffProperties properties) {
        this.system = system;
        this.outages = outages;
        this.slow = slow;
        this.properties = properties;
    }

    /** @param chosen the connection that serves it, if the provider has chosen one */
    Mono<Outcome> attempt(Attempt attempt, Enrollment enrollment, Optional<Connection> chosen) {
        if (isOfNobody(enrollment)) {
            return Mono.just(new Outcome.Told(attempt, enrollment, Optional.empty()));
        }
        return wasNeverSettled(attempt)
                ? Mono.just(new Outcome.Broken(attempt))
                : chosen.flatMap(outages::of)
                        .<Mono<Outcome>>map(failure -> Mono.just(new Outcome.PutOff(attempt, failure)))
                        .orElseGet(() -> askSafely(attempt, enrollment, chosen)
                                .elapsed()
                                .doOnNext(asked ->
                                        slow.took(enrollment.course().provider(), Duration.ofMillis(asked.getT1())))
                                .map(Tuple2::getT2));
    }

    /** The account was deleted on the way: there is nobody to be enrolled, and no system is to make an account for nobody. */
    private static boolean isOfNobody(Enrollment enrollment) {
        var learner = enrollment.learner();
        return learner.account() != null && learner.isForgotten() && enrollment.state() != Enrollment.State.WITHDRAWN;
    }

    /** What came of the last attempt that it had was not written down: the program ended at it, or could not. */
    private boolean wasNeverSettled(Attempt attempt) {
        return attempt.attempts() > properties.attempts();
    }

    private Mono<Outcome> askSafely(Attempt attempt, Enrollment enrollment, Optional<Connection> chosen) {
        return Mono.defer(() -> ask(attempt, enrollment, chosen)).onErrorResume(RuntimeException.class, failure -> {
            LOG.error("Enrollment {} could not be handed over", enrollment.id(), failure);
            return Mono.just(new Outcome.Broken(attempt));
        });
    }

    private Mono<Outcome> ask(Attempt attempt, Enrollment enrollment, Optional<Connection> chosen) {
        return system.reach(chosen, enrollment)
                .doOnNext(_ -> chosen.ifPresent(outages::ends))
                .map(reached -> outcome(reached, attempt, enrollment, chosen))
                .onErrorResume(Unreachable.class, failure -> {
                    chosen.ifPresent(connection -> outages.begins(connection, failure));
                    return Mono.just(new Outcome.Failed(attempt, failure, chosen));
                });
    }

    private static Outcome outcome(
            Reached reached, Attempt attempt, Enrollment enrollment, Optional<Connection> chosen) {
        return switch (reached) {
            case SYSTEM -> new Outcome.Told(attempt, enrollment, chosen);
            case LIST -> new Outcome.Listed(attempt, Waiting.PEOPLE);
            case ROSTER -> new Outcome.Listed(attempt, Waiting.FETCH);
        };
    }
}
