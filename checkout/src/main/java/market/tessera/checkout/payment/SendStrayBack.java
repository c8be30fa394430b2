package market.tessera.checkout.payment;

import com.stripe.exception.StripeException;
import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import com.stripe.service.V1Services;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.payment.StrayPayments.Stray;
import market.tessera.checkout.stripe.StripeAmounts;
import market.tessera.checkout.stripe.StripeCalls;
import market.tessera.checkout.stripe.StripeFailure;
import market.tessera.checkout.stripe.StripeFailure.Outage;
import market.tessera.checkout.stripe.StripeFailure.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/**
 * Sends back what is left of a payment that its order did not ask for. What has gone back before is looked for first, however it was sent, so that
 * pressing twice sends it once. It is booked when Stripe's balance says so, like what is sent back at Stripe itself.
 */
@Service
public class SendStrayBack {
    private static final Logger LOG = LoggerFactory.getLogger(SendStrayBack.class);
    private static final long MOST_OF_ONE_PAYMENT = 100;
    private static final Set<String> CAME_BACK = Set.of("failed", "canceled");

    private final StrayPayments strays;
    private final LookAfterStray record;
    private final StripeCalls calls;

    SendStrayBack(StrayPayments strays, LookAfterStray record, StripeCalls calls) {
        this.strays = strays;
        this.record = record;
        this.calls = calls;
    }

    /** How it ended. */
    public enum Outcome {
        SENT,
        /** Somebody has looked after it, or it is no payment of that order. */
        LOOKED_AT_BEFORE,
        /** Stripe will not send it, as a rule because the buyer's bank wants it back already. */
        REFUSED,
        /** Stripe does not answer; whether it was sent shows when it is asked again. */
        UNANSWERED
    }

    /** @param note why, kept with the name of who sends it */
    public Mono<Outcome> send(UUID order, String session, String note, String by) {
        return strays.of(order)
                .filter(stray -> stray.session().equals(session) && stray.isOpen() && !stray.returned())
                .next()
                .flatMap(stray -> calls.call(stripe -> sent(stripe, order, stray))
                        .flatMap(_ -> record.sentBack(order, stray, note, by)))
                .map(settled -> settled ? Outcome.SENT : Outcome.LOOKED_AT_BEFORE)
                .defaultIfEmpty(Outcome.LOOKED_AT_BEFORE)
                .onErrorResume(Refusal.class, refusal -> unsent(order, refusal, Outcome.REFUSED))
                .onErrorResume(Outage.class, outage -> unsent(order, outage, Outcome.UNANSWERED));
    }

    private static Boolean sent(V1Services stripe, UUID order, Stray stray) throws StripeException {
        var before = stripe.refunds()
                .list(RefundListParams.builder()
                        .setPaymentIntent(stray.reference())
                        .setLimit(MOST_OF_ONE_PAYMENT)
                        .build())
                .getData();
        var gone = before.stream()
                .filter(refund -> !CAME_BACK.contains(refund.getStatus()))
                .mapToLong(Refund::getAmount)
                .sum();
        if (gone < StripeAmounts.toStripe(stray.amount())) {
            stripe.refunds()
                    .create(
                            RefundCreateParams.builder()
                                    .setPaymentIntent(stray.reference())
                                    .putMetadata("order", order.toString())
                                    .putMetadata("stray", stray.session())
                                    .build(),
                            StripeCalls.key("stray:%s:refund:v%d".formatted(stray.session(), 1 + before.size())));
        }
        return true;
    }

    private static Mono<Outcome> unsent(UUID order, StripeFailure failure, Outcome outcome) {
        LOG.warn("A payment that order {} did not ask for was not sent back: {}", order, failure.getMessage());
        return Mono.just(outcome);
    }
}
