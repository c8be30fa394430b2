package market.tessera.checkout.rebooking;

import java.util.Locale;
import market.tessera.checkout.offer.Offer;

/** How a request to move a place to another intake ended. */
sealed interface Rebooking {
    record Rebooked(Offer to) implements Rebooking {}

    record Refused(Why why) implements Rebooking {}

    /** Why nothing was changed. */
    enum Why {
        /** The place is not one of a paid order, or was given back. */
        NOT_HELD,
        /** An organisation has bought it: it hands the place out, and its seat is counted there. */
        ORGANISATION,
        DISPUTED,
        /** The course has begun, was opened or is completed. */
        BEGUN,
        /** The institution's terms do not let the buyer change any more. */
        PAST_TERMS,
        /** The other intake is not one of the same offering that can be bought now. */
        NOT_ON_SALE,
        /** The other intake costs another amount. */
        OTHER_PRICE,
        /** The learner has another place there. */
        ENROLLED,
        FULL;

        /** The last part of the key of its words. */
        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
