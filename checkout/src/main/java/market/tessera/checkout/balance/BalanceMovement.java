package market.tessera.checkout.balance;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What has moved our balance at the payment company (Stripe documentation, "Balance transaction types").
 *
 * @param type as the payment company names it
 * @param payment intent that it is for; null where it does not say
 * @param arrival of the payment that it is for: a debit is written down when the bank is asked for it
 * @param failedOrder whose payment has not come, as far as the payment company says so; null where it has, or may still come
 * @param disputed whether a dispute has moved it
 * @param amount before what was kept of it, in the currency that it settles in; below zero where it left
 * @param fee what was kept of it; below zero where a fee was given back
 */
public record BalanceMovement(
        String id,
        String type,
        @Nullable String source,
        @Nullable String payment,
        Arrival arrival,
        @Nullable UUID failedOrder,
        boolean disputed,
        String description,
        Money amount,
        Money fee,
        Instant at) {
    /** What buyers pay, get back and deny, and providers get: compared with the orders it belongs to. */
    private static final Set<String> OF_ORDERS = Set.of(
            "charge",
            "payment",
            "refund",
            "payment_refund",
            "refund_failure",
            "payment_failure_refund",
            "transfer",
            "transfer_refund");

    private static final Set<String> OF_PAYMENTS =
            Set.of("charge", "payment", "refund", "payment_refund", "refund_failure", "adjustment");

    private static final Set<String> REFUNDS = Set.of("refund", "payment_refund");

    /** Between it and our bank account. */
    private static final Set<String> OF_OUR_BANK =
            Set.of("topup", "topup_reversal", "payout", "payout_cancel", "payout_failure");

    /** What the payment company charges for other things than a payment, and the tax on that. */
    private static final Set<String> FEES = Set.of("stripe_fee", "stripe_fx_fee", "tax_fee", "network_cost");

    /** Whether it belongs to an order, whose entries say what it was. */
    public boolean isOfOrders() {
        return OF_ORDERS.contains(type) || (type.equals("adjustment") && disputed);
    }

    /** Whether it has moved by a payment; if no order knows of that by now, it will be for a person to say what it was. */
    boolean isOfPayment(Instant by) {
        return payment != null
                && arrival == Arrival.ARRIVED
                && isOfOrders()
                && OF_PAYMENTS.contains(type)
                && at.isBefore(by);
    }

    /** Whether nothing of it is booked yet, or ever: its payment may still come, or has not come and is of no order of ours. */
    public boolean isUnsettled() {
        return switch (arrival) {
            case AWAITED -> true;
            case ARRIVED -> false;
            case FAILED -> failedOrder == null;
        };
    }

    /** Whether money of a payment has gone back to its buyer. */
    boolean isRefund() {
        return REFUNDS.contains(type) && amount.amount() < 0;
    }

    /** Whether money that had gone back is there again, because the buyer's bank did not take it. */
    boolean isReturnedRefund() {
        return type.equals("refund_failure");
    }

    /** By what the payment company knows what has caused it; empty where it does not say. */
    String cause() {
        return Objects.requireNonNullElse(source, "");
    }

    /** The payment that it is for; empty where the payment company does not say. */
    String paid() {
        return Objects.requireNonNullElse(payment, "");
    }

    /** The account of the ledger that it moves between; empty where a person has to say. */
    Optional<Account> account() {
        if (OF_OUR_BANK.contains(type)) {
            return Optional.of(Account.BANK);
        }
        return FEES.contains(type) ? Optional.of(Account.FEE) : Optional.empty();
    }

    /** Whether a payment has come. What is for none has, too. */
    public enum Arrival {
        AWAITED,
        ARRIVED,
        FAILED
    }

    /** Accounts of the ledger that the balance moves against without an order. */
    public enum Account {
        BANK,
        FEE,
        /** What the market has lost, or gained. */
        LOSS
    }
}
