package market.tessera.checkout.handoff;

import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Records how attempts have ended, of many with a few statements. */
@Component
class RecordOutcomes {
    private static final int TOGETHER = 50;
    /** What has ended is recorded no later, whoever still waits for an answer. */
    private static final Duration SOON = Duration.ofMillis(20);

    private final ConnectionNews news;
    private final HandoffSettlement settlement;

    RecordOutcomes(ConnectionNews news, HandoffSettlement settlement) {
        this.news = news;
        this.settlement = settlement;
    }

    /**
     * Records them as they come. One that cannot be recorded does not hold up the others and is due again later; it is an error once all of them
     * have ended.
     */
    Mono<Void> record(Flux<Outcome> outcomes) {
        return outcomes.bufferTimeout(TOGETHER, SOON, true)
                .concatMapDelayError(this::record)
                .then();
    }

    /** Where they cannot be recorded together, each is on its own. */
    private Mono<Void> record(List<Outcome> outcomes) {
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
