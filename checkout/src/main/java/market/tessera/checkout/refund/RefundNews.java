package market.tessera.checkout.refund;

import java.util.UUID;
import market.tessera.checkout.payment.StripeNews;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hears from Stripe when a refund's state changes. */
@Component
class RefundNews implements StripeNews {
    private final StripeRefunds stripe;
    private final Refunds refunds;
    private final RecordRefund record;

    RefundNews(StripeRefunds stripe, Refunds refunds, RecordRefund record) {
        this.stripe = stripe;
        this.refunds = refunds;
        this.record = record;
    }

    @Override
    public boolean concerns(String type) {
        return type.startsWith("refund.");
    }

    @Override
    public Mono<UUID> look(String object) {
        return stripe.find(object)
                .flatMap(sent -> Mono.justOrEmpty(sent.refund())
                        .flatMap(refunds::find)
                        .flatMap(refund -> record.record(refund.id(), sent).thenReturn(refund.order())));
    }
}
