package market.tessera.checkout.purchaseorder;

import java.util.Currency;
import java.util.UUID;
import market.tessera.platform.money.Money;

/** How an attempt to book money of our bank account ended. */
sealed interface Booking {
    /**
     * It is in the books.
     *
     * @param missing until the order is paid
     * @param tooMuch of it, and owed back; all of it where the order was paid before or has ended
     */
    record Booked(UUID order, Money missing, Money tooMuch) implements Booking {}

    /** No order on invoice has that number, nor an invoice of one. */
    record Unknown() implements Booking {}

    /** The order is in another currency; nothing is converted silently. */
    record OtherCurrency(Currency wanted) implements Booking {}

    /** The statement's reference is in the books already. */
    record BookedBefore() implements Booking {}
}
