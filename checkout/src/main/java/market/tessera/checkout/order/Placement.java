package market.tessera.checkout.order;

import java.util.UUID;

/** How an attempt to place an order ended. A refusal is an answer, not an exception; it leaves basket and seats as they were. */
sealed interface Placement {
    /** The order waits for its payment, or, where there is nothing to pay, is paid. */
    record Placed(UUID order) implements Placement {}

    /** An earlier order from the same basket turned out to be paid already. */
    record PaidBefore(UUID order) implements Placement {}

    /** What would be bought is not what the buyer saw: a price, or what is for sale, has changed. */
    record Changed() implements Placement {}

    /** Someone else took the last seat. */
    record SeatsTaken() implements Placement {}
}
