package market.tessera.checkout.handoff;

import java.util.Optional;
import market.tessera.checkout.connection.Connection;
import market.tessera.checkout.enrollment.Enrollment;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.checkout.handoff.Handoffs.Attempt;
import market.tessera.checkout.handoff.Handoffs.Waiting;
import market.tessera.checkout.handoff.ReachSystem.Reached;
import market.tessera.platform.outbound.Unreachable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Asks the provider's system, unless that is known to be away. Changes nothing here: what came of it has to be settled. */
@Component
class AttemptHandoff {
    private final ReachSystem system;
    private final Outages outages;

    AttemptHandoff(ReachSystem system, Outages outages) {
        this.system = system;
        this.outages = outages;
    }

    /** @param chosen the connection that serves it, if the provider has chosen one */
    Mono<Outcome> attempt(Attempt attempt, Enrollment enrollment, Optional<Connection> chosen) {
        return chosen.flatMap(outages::of)
                .<Mono<Outcome>>map(failure -> Mono.just(new Outcome.PutOff(attempt, failure)))
                .orElseGet(() -> ask(attempt, enrollment, chosen));
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
            case SYSTEM -> new Outcome.Told(attempt, enrollment.state() == State.WITHDRAWN, chosen);
            case LIST -> new Outcome.Listed(attempt, Waiting.PEOPLE);
            case ROSTER -> new Outcome.Listed(attempt, Waiting.FETCH);
        };
    }
}
