package market.tessera.checkout.refund;

import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Places of an order that were given back, or a part of their price, and where that money is.
 *
 * @param number as people say it
 * @param requestedBy the address of who wanted it
 * @param reference Stripe's payment intent; null where nothing was paid, or by bank transfer
 * @param keepsPlaces whether only money goes back
 * @param attempt counts how often a person has had it sent
 * @param stripeId Stripe's refund, once it is known
 * @param failure why the money has not gone back, in Stripe's words
 * @param checks how often Stripe was asked or told
 */
public record Refund(
        UUID id,
        String number,
        UUID order,
        Status status,
        Requester requester,
        String requestedBy,
        Reason reason,
        String note,
        Money amount,
        boolean keepsPlaces,
        @Nullable String reference,
        int attempt,
        @Nullable String stripeId,
        @Nullable String failure,
        int checks,
        Instant requestedAt,
        @Nullable Instant finishedAt) {

    /** What of it is for one line. */
    public record Part(UUID refund, UUID line, Money amount) {}

    /** How far the money has come. */
    public enum Status {
        /** Wanted; whether Stripe knows is not known. */
        INTENDED,
        /** Stripe has it, the bank not yet. */
        PENDING,
        SUCCEEDED,
        /** It is with the payment company and owed to the buyer; a person has to look at it. */
        FAILED
    }

    /** In what capacity someone has given places back. */
    public enum Requester {
        BUYER,
        PROVIDER,
        OPERATOR
    }

    /** Why money is given back. */
    public enum Reason {
        CHANGED_MIND,
        CANCELLED_BY_PROVIDER,
        NOT_AS_DESCRIBED,
        DUPLICATE,
        GOODWILL
    }

    /** Whether a person has to send it, because the money came by bank transfer. */
    public boolean isByHand() {
        return reference == null && !amount.isZero();
    }

    /** What the ledger knows the debt by. */
    String cause() {
        return "refund:" + id;
    }

    /** What the ledger knows this attempt to pay it by. */
    String payment() {
        return cause() + ":" + attempt;
    }
}
