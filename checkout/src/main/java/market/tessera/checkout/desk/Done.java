package market.tessera.checkout.desk;

import java.util.Locale;

/** How something that was done at the desk ended. */
enum Done {
    REFUNDED,
    REFUSED_NOTHING_CHOSEN,
    REFUSED_NOT_PAID,
    REFUSED_RETURNED_BEFORE,
    REFUSED_DISPUTED,
    REFUSED_PAST_TERMS,
    REFUSED_COMPLETED,
    SENT_AGAIN,
    NOT_FAILED,
    SETTLED,
    HANDED_OVER,
    NOTHING_TO_HAND_OVER,
    REVOKED,
    REBOOKED,
    NO_REASON;

    /** In addresses, and the last part of the key of its words. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public boolean isGood() {
        return switch (this) {
            case REFUNDED, SENT_AGAIN, SETTLED, HANDED_OVER, REVOKED, REBOOKED -> true;
            case REFUSED_NOTHING_CHOSEN,
                    REFUSED_NOT_PAID,
                    REFUSED_RETURNED_BEFORE,
                    REFUSED_DISPUTED,
                    REFUSED_PAST_TERMS,
                    REFUSED_COMPLETED,
                    NOT_FAILED,
                    NOTHING_TO_HAND_OVER,
                    NO_REASON -> false;
        };
    }
}
