package market.tessera.checkout.stripe;

import com.stripe.model.PaymentIntent;
import com.stripe.model.checkout.Session;
import java.net.URI;
import java.util.UUID;
import market.tessera.checkout.stripe.SessionState.Ended;
import market.tessera.checkout.stripe.SessionState.Open;
import market.tessera.checkout.stripe.SessionState.Paid;
import market.tessera.checkout.stripe.SessionState.Processing;
import org.jspecify.annotations.Nullable;

/** Reads Stripe's session objects. */
final class SessionStates {
    private static final UUID NO_ORDER = new UUID(0, 0);

    private SessionStates() {}

    static SessionState read(Session session) {
        var order = order(session.getClientReferenceId());
        return switch (session.getStatus()) {
            case "open" -> new Open(session.getId(), order, URI.create(session.getUrl()));
            case "expired" -> new Ended(session.getId(), order);
            default -> complete(session, order);
        };
    }

    private static SessionState complete(Session session, UUID order) {
        if ("paid".equals(session.getPaymentStatus())) {
            return new Paid(
                    session.getId(),
                    order,
                    StripeAmounts.fromStripe(session.getAmountTotal(), session.getCurrency()),
                    session.getPaymentIntent(),
                    SessionTaxes.of(session));
        }
        return hasFailed(session.getPaymentIntentObject())
                ? new Ended(session.getId(), order)
                : new Processing(session.getId(), order);
    }

    /** @param payment absent where the session was told of without it */
    private static boolean hasFailed(@Nullable PaymentIntent payment) {
        return payment != null
                && ("requires_payment_method".equals(payment.getStatus()) || "canceled".equals(payment.getStatus()));
    }

    /** A session that was not made for an order of ours is for an order that does not exist. */
    private static UUID order(@Nullable String reference) {
        try {
            return reference == null ? NO_ORDER : UUID.fromString(reference);
        } catch (IllegalArgumentException foreign) {
            return NO_ORDER;
        }
    }
}
