package market.tessera.checkout.placing;

import java.util.UUID;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/** How an attempt to place an order ended. A refusal is an answer, not an exception; it leaves basket and seats as they were. */
sealed interface Placement {
    /**
     * The order waits for its payment, or, where there is nothing to pay, is paid.
     *
     * @param key that opens it to a guest; null where it has an account, or was placed before
     */
    record Placed(UUID order, @Nullable String key) implements Placement {}

    /** An earlier order from the same basket waits to be paid, and has to be looked at first. */
    record Waiting() implements Placement {}

    /** An earlier order from the same basket turned out to be paid already. */
    record PaidBefore(UUID order) implements Placement {}

    /** What would be bought is not what the buyer saw: a price, or what is for sale, has changed. */
    record Changed() implements Placement {}

    /**
     * The buyer would have more places of an intake than its institution lets one buyer hold unpaid, or have for nothing.
     *
     * @param most how many that may be
     */
    record TooMany(int most) implements Placement {}

    /**
     * It costs something, but less than can be paid by card or debit.
     *
     * @param least that can be
     */
    record TooLittle(Money least) implements Placement {}

    /**
     * It costs more than can be paid at once by card or debit.
     *
     * @param most that can be
     */
    record TooMuch(Money most) implements Placement {}

    /** The order can not be paid on invoice: a seller does not sell so, or a course begins too soon. */
    record NotOnInvoice() implements Placement {}

    /** Taxes depend on where the buyer is, who has not said. */
    record NoCountry() implements Placement {}

    /** Someone else took the last seat. */
    record SeatsTaken() implements Placement {}
}
