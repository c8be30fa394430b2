package market.tessera.provider.retelling;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.catalogue.OfferingLog;
import market.tessera.provider.pathwayedition.PathwayLog;
import market.tessera.provider.retelling.Retellings.Retelling;
import org.springframework.stereotype.Component;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Tells the log again what institutions have that are called otherwise now: a batch in a transaction, so that others are told of in between. */
@Component
class Retell {
    private static final int BATCH = 250;
    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Retellings retellings;
    private final OfferingLog offerings;
    private final PathwayLog pathways;
    private final TransactionalOperator transaction;

    Retell(Retellings retellings, OfferingLog offerings, PathwayLog pathways, TransactionalOperator transaction) {
        this.retellings = retellings;
        this.offerings = offerings;
        this.pathways = pathways;
        this.transaction = transaction;
    }

    /** As long as there is anything to tell. */
    Mono<Void> round() {
        return some().expand(_ -> some()).then();
    }

    /** Empty where there is nothing. */
    private Mono<Boolean> some() {
        return retellings.claim(LEASE).flatMap(retelling -> tell(retelling).thenReturn(true));
    }

    private Mono<Void> tell(Retelling retelling) {
        return Mono.defer(() -> retellings.offerings(retelling, BATCH))
                .flatMap(ids -> ids.isEmpty() ? end(retelling) : tell(retelling, ids))
                .as(transaction::transactional);
    }

    private Mono<Void> tell(Retelling retelling, List<UUID> ids) {
        return offerings.announce(ids).then(retellings.reached(retelling, ids.getLast()));
    }

    private Mono<Void> end(Retelling retelling) {
        return retellings
                .pathways(retelling.provider())
                .flatMap(pathways::announce)
                .then(retellings.done(retelling));
    }
}
