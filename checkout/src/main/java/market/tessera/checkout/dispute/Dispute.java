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
 * @param answered whether it was given, or the bank does not wait for any
 */
public record Dispute(
        String stripeId,
        UUID order,
        State state,
        Money amount,
        String reason,
        @Nullable Instant answerBy,
        boolean answered,
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

    /** Whether somebody has to look after it: money is held, or a bank waits for an answer before it takes any. */
    public boolean isPressing() {
        return state == State.OPEN || (state == State.INQUIRY && !answered);
    }

    /** What the ledger knows it by. */
    String cause() {
        return "dispute:" + stripeId;
    }
}
