package market.tessera.checkout.handoff;

import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Records how attempts have ended, of many with a few statements. */
@Component
class RecordOutcomes {
    private final ConnectionNews news;
    private final HandoffSettlement settlement;

    RecordOutcomes(ConnectionNews news, HandoffSettlement settlement) {
        this.news = news;
        this.settlement = settlement;
    }

    /** Where they cannot be recorded together, each is on its own: one that cannot be does not hold up the others, and is due again later. */
    Mono<Void> record(List<Outcome> outcomes) {
        return news.of(outcomes)
                .then(settlement.settle(outcomes))
                .onErrorResume(
                        RuntimeException.class,
                        failure -> outcomes.size() == 1
                                ? Mono.error(failure)
                                : Flux.fromIterable(outcomes)
                                        .concatMapDelayError(outcome -> record(List.of(outcome)))
                                        .then());
    }
}
