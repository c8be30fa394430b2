package market.tessera.checkout.refund;

import com.stripe.model.Refund;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.RefundListParams;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.refund.SentRefund.State;
import market.tessera.checkout.stripe.StripeAmounts;
import market.tessera.checkout.stripe.StripeCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Refunds at Stripe. */
@Component
class StripeRefunds {
    private static final long MOST_OF_ONE_PAYMENT = 100;

    private final StripeCalls calls;

    StripeRefunds(StripeCalls calls) {
        this.calls = calls;
    }

    /**
     * Sends it once: Stripe knows an attempt by its key, and, since keys are forgotten after a day, whoever asks again looks first at what was
     * sent before.
     */
    Mono<SentRefund> send(market.tessera.checkout.refund.Refund refund) {
        return refund.checks() > 0
                ? sentBefore(refund).switchIfEmpty(Mono.defer(() -> create(refund)))
                : create(refund);
    }

    Mono<SentRefund> find(market.tessera.checkout.refund.Refund refund) {
        return find(Objects.requireNonNull(refund.stripeId()));
    }

    Mono<SentRefund> find(String id) {
        return calls.call(stripe -> stripe.refunds().retrieve(id)).map(StripeRefunds::read);
    }

    private Mono<SentRefund> sentBefore(market.tessera.checkout.refund.Refund refund) {
        var sent = RefundListParams.builder()
                .setPaymentIntent(refund.reference())
                .setLimit(MOST_OF_ONE_PAYMENT)
                .build();
        return calls.call(stripe -> stripe.refunds().list(sent).getData())
                .flatMapMany(Flux::fromIterable)
                .map(StripeRefunds::read)
                .filter(candidate -> candidate.belongsTo(refund))
                .next();
    }

    private Mono<SentRefund> create(market.tessera.checkout.refund.Refund refund) {
        var request = RefundCreateParams.builder()
                .setPaymentIntent(refund.reference())
                .setAmount(StripeAmounts.toStripe(refund.amount()))
                .setReason(RefundCreateParams.Reason.REQUESTED_BY_CUSTOMER)
                .putMetadata("order", refund.order().toString())
                .putMetadata("refund", refund.id().toString())
                .putMetadata("attempt", Integer.toString(refund.attempt()))
                .build();
        return calls.call(stripe -> stripe.refunds()
                        .create(request, StripeCalls.key("refund:%s:v%d".formatted(refund.id(), refund.attempt()))))
                .map(StripeRefunds::read);
    }

    private static SentRefund read(Refund refund) {
        var metadata = Objects.requireNonNullElse(refund.getMetadata(), Map.<String, String>of());
        return new SentRefund(
                refund.getId(),
                id(metadata.get("refund")),
                metadata.getOrDefault("attempt", ""),
                state(refund.getStatus()),
                refund.getFailureReason());
    }

    private static State state(String status) {
        return switch (status) {
            case "succeeded" -> State.SUCCEEDED;
            case "failed", "canceled" -> State.FAILED;
            default -> State.PENDING;
        };
    }

    private static @Nullable UUID id(@Nullable String text) {
        try {
            return text == null ? null : UUID.fromString(text);
        } catch (IllegalArgumentException notOurs) {
            return null;
        }
    }
}
