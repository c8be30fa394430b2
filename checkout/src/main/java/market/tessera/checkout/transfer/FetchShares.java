package market.tessera.checkout.transfer;

import market.tessera.checkout.stripe.StripeFailure.Outage;
import market.tessera.checkout.stripe.StripeFailure.Refusal;
import market.tessera.checkout.transfer.Reversals.Due;
import market.tessera.checkout.work.OneOfMany;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Fetches shares back of what was given back, or the part of them. Safe to repeat at any time and from several places at once. */
@Service
class FetchShares {
    private static final Logger LOG = LoggerFactory.getLogger(FetchShares.class);
    private static final int BATCH = 50;
    private static final int AT_ONCE = 4;

    private final Reversals reversals;
    private final RecordReversal record;
    private final TransferGateway gateway;

    FetchShares(Reversals reversals, RecordReversal record, TransferGateway gateway) {
        this.reversals = reversals;
        this.record = record;
        this.gateway = gateway;
    }

    /** Emits how many were due. */
    Mono<Long> due() {
        return reversals
                .lease(BATCH)
                .flatMap(
                        due -> OneOfMany.attempt("Fetching back the share", due.line(), () -> fetch(due))
                                .thenReturn(due),
                        AT_ONCE)
                .count();
    }

    private Mono<Void> fetch(Due due) {
        return record.prepare(due)
                .flatMap(fetch -> gateway.reverse(fetch, due.checks() > 1)
                        .flatMap(stripeId -> record.reversed(fetch, stripeId))
                        .onErrorResume(Outage.class, outage -> later(due, outage))
                        .onErrorResume(Refusal.class, refusal -> owed(fetch, refusal)));
    }

    /** As a rule the provider has taken the money to its bank already. */
    private Mono<Void> owed(Fetch fetch, Refusal refusal) {
        var line = fetch.transfer().line().id();
        LOG.warn("The share of line {} does not come back and is owed: {}", line, refusal.getMessage());
        return record.refused(fetch, String.valueOf(refusal.getMessage()));
    }

    private static Mono<Void> later(Due due, Outage outage) {
        LOG.warn("The share of line {} is fetched back later: {}", due.line(), outage.getMessage());
        return Mono.empty();
    }
}
