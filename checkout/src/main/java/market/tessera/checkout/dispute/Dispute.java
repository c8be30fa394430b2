package market.tessera.checkout.dispute;

import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A payment that the cardholder denies, as Stripe last told of it.
 *
 * @param reason in Stripe's word, such as {@code fraudulent}
 * @param answerBy until when evidence counts
 */
public record Dispute(
        String stripeId,
        UUID order,
        State state,
        Money amount,
        String reason,
        @Nullable Instant answerBy,
        Instant openedAt) {

    /** Where it stands. */
    public enum State {
        /** The bank asks; no money has moved. */
        INQUIRY,
        OPEN,
        WON,
        LOST;

        boolean isDecided() {
            return this == WON || this == LOST;
        }
    }

    /** What the ledger knows it by. */
    String cause() {
        return "dispute:" + stripeId;
    }
}
