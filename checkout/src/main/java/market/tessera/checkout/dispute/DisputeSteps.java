package market.tessera.checkout.dispute;

import java.util.Optional;
import market.tessera.checkout.dispute.Dispute.State;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** From where a dispute stood to where it stands, whatever payment it is about. Saying the same again, or something older, changes nothing. */
@Component
class DisputeSteps {
    private final Disputes disputes;

    DisputeSteps(Disputes disputes) {
        this.disputes = disputes;
    }

    /** What follows; a lost one of which nobody knew is opened before. */
    interface Consequences {
        Mono<Void> opened();

        Mono<Void> won();

        Mono<Void> lost();
    }

    /** In the caller's transaction, which has locked the order. */
    Mono<Void> take(Dispute dispute, Consequences consequences) {
        return disputes.state(dispute.stripeId())
                .singleOptional()
                .flatMap(before -> step(dispute, before, consequences));
    }

    private Mono<Void> step(Dispute dispute, Optional<State> before, Consequences consequences) {
        if (before.filter(State::isDecided).isPresent()) {
            return Mono.empty();
        }
        if (before.filter(dispute.state()::equals).isPresent()) {
            return dispute.answered() ? disputes.answered(dispute.stripeId()) : Mono.empty();
        }
        var held = before.filter(State.OPEN::equals).isPresent();
        return disputes.put(dispute)
                .then(
                        switch (dispute.state()) {
                            case INQUIRY -> Mono.empty();
                            case OPEN -> consequences.opened();
                            case WON -> held ? consequences.won() : Mono.empty();
                            case LOST -> (held ? Mono.<Void>empty() : consequences.opened()).then(consequences.lost());
                        });
    }
}
