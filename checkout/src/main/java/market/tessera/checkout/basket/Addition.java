package market.tessera.checkout.basket;

import java.util.UUID;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offer.Refusal;

/** How an attempt to put a place into a basket ended. */
sealed interface Addition {
    record Added(UUID basket, int lines) implements Addition {}

    record Refused(Offer offer, Refusal why) implements Addition {}

    /** The basket has as many lines as one payment can have. */
    record Full() implements Addition {}

    record Unknown() implements Addition {}
}
