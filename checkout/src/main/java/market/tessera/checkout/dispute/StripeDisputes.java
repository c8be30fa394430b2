package market.tessera.checkout.dispute;

import com.stripe.model.PaymentIntent;
import com.stripe.param.DisputeRetrieveParams;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import market.tessera.checkout.dispute.Dispute.State;
import market.tessera.checkout.stripe.StripeAmounts;
import market.tessera.checkout.stripe.StripeCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Disputes at Stripe. */
@Component
class StripeDisputes {
    /** How the status ends while a bank waits for evidence. */
    private static final String UNANSWERED = "needs_response";

    private final StripeCalls calls;

    StripeDisputes(StripeCalls calls) {
        this.calls = calls;
    }

    /** @param payment intent that is denied */
    record Denied(Dispute dispute, String payment) {}

    /** Empty if it is about no order of ours. */
    Mono<Denied> find(String id) {
        var whole = DisputeRetrieveParams.builder().addExpand("payment_intent").build();
        return calls.call(stripe -> stripe.disputes().retrieve(id, whole))
                .flatMap(dispute -> Mono.justOrEmpty(order(dispute.getPaymentIntentObject()))
                        .map(order -> new Denied(read(dispute, order), dispute.getPaymentIntent())));
    }

    private static Dispute read(com.stripe.model.Dispute dispute, UUID order) {
        return new Dispute(
                dispute.getId(),
                order,
                state(dispute.getStatus()),
                StripeAmounts.fromStripe(dispute.getAmount(), dispute.getCurrency()),
                Objects.requireNonNullElse(dispute.getReason(), "general"),
                answerBy(dispute),
                !dispute.getStatus().endsWith(UNANSWERED),
                Instant.ofEpochSecond(dispute.getCreated()));
    }

    private static @Nullable Instant answerBy(com.stripe.model.Dispute dispute) {
        var details = dispute.getEvidenceDetails();
        return details == null || details.getDueBy() == null ? null : Instant.ofEpochSecond(details.getDueBy());
    }

    private static State state(String status) {
        return switch (status) {
            case "needs_response", "under_review" -> State.OPEN;
            case "won" -> State.WON;
            case "lost" -> State.LOST;
            default -> State.INQUIRY;
        };
    }

    private static Optional<UUID> order(@Nullable PaymentIntent intent) {
        try {
            return Optional.ofNullable(intent)
                    .map(PaymentIntent::getMetadata)
                    .map((Map<String, String> metadata) -> metadata.get("order"))
                    .map(UUID::fromString);
        } catch (IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }
}
