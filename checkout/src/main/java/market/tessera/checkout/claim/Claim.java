package market.tessera.checkout.claim;

import market.tessera.checkout.order.Order;

/** What a claim link leads to. */
sealed interface Claim {
    /** The order is, or can be made, the account's. */
    record Claimed(Order order) implements Claim {}

    /** The order was placed with another e-mail address than the account's. */
    record OtherAddress(Order order) implements Claim {}

    /** The link was used before, is too old, or never was one. */
    record Useless() implements Claim {}
}
