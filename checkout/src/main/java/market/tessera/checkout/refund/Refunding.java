package market.tessera.checkout.refund;

import java.util.Locale;

/** How a request to give places or money back ended. */
public sealed interface Refunding {
    /** It is agreed to; the money goes back now, or as soon as Stripe can be reached. */
    record Agreed(Refund refund) implements Refunding {}

    record Refused(Why why) implements Refunding {}

    /** Why nothing was changed. */
    enum Why {
        /** No line was chosen, or one that is not of this order. */
        NOTHING_CHOSEN,
        /** There is no money of this order to give back. */
        NOT_PAID,
        /** One of the lines was given back before. */
        RETURNED_BEFORE,
        /** Something of these lines was given back since the asker looked at them. */
        CHANGED_MEANWHILE,
        /** It is more than is left of what was paid for one of the lines. */
        TOO_MUCH,
        /** The buyer's bank wants all of it back already; that has to be decided first. */
        DISPUTED,
        /** One of the lines is past its institution's terms. */
        PAST_TERMS,
        /** One of the courses is completed. */
        COMPLETED;

        /** The last part of the key of its words. */
        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
