package market.tessera.checkout.refund;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A refund as Stripe knows it.
 *
 * @param refund ours, if it was made by us
 * @param attempt of ours that it belongs to; empty if it was not made by us
 * @param failure why the money did not arrive
 */
record SentRefund(
        String id,
        @Nullable UUID refund,
        String attempt,
        State state,
        @Nullable String failure) {

    /** Stripe's {@code status}. */
    enum State {
        PENDING,
        SUCCEEDED,
        FAILED
    }

    boolean belongsTo(Refund wanted) {
        return wanted.id().equals(refund) && attempt.equals(Integer.toString(wanted.attempt()));
    }
}
