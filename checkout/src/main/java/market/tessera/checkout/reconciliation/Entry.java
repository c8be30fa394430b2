package market.tessera.checkout.reconciliation;

import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A movement of money as one side has it.
 *
 * @param reference by which both sides know it
 * @param order empty where the other side does not say
 * @param state where it can have several and still count; otherwise empty
 */
record Entry(Movement movement, String reference, @Nullable UUID order, Money amount, String state, Instant at) {

    /** What kind of movement. */
    enum Movement {
        PAYMENT,
        REFUND,
        DISPUTE,
        TRANSFER,
        REVERSAL,
        FEE,
        /** Of the balance itself: top-ups, payouts, and what nobody here has caused. */
        BALANCE
    }

    /** A refund of money that came after its seats had gone: there is one at most for an order, and we keep no other name of it. */
    static String unseated(UUID order) {
        return "unseated:" + order;
    }

    /**
     * @param from inclusive
     * @param to exclusive
     */
    boolean isWithin(Instant from, Instant to) {
        return !at.isBefore(from) && at.isBefore(to);
    }

    /** The same, as if it had been then. */
    Entry dated(Instant then) {
        return new Entry(movement, reference, order, amount, state, then);
    }

    String inWords() {
        var amount = this.amount.toMajorUnits().toPlainString() + " " + this.amount.currency();
        return state.isEmpty() ? amount : amount + ", " + state;
    }
}
