package market.tessera.checkout.orderfile;

import java.util.Locale;
import java.util.UUID;
import market.tessera.platform.page.SeeOther;
import org.springframework.web.reactive.result.view.Rendering;

/** How something that was done at the desk ended. */
enum Done {
    REFUNDED,
    PAID_BACK,
    REFUSED_NOTHING_CHOSEN,
    REFUSED_NOT_PAID,
    REFUSED_RETURNED_BEFORE,
    REFUSED_DISPUTED,
    REFUSED_PAST_TERMS,
    REFUSED_COMPLETED,
    REFUSED_TOO_MUCH,
    SENT_AGAIN,
    NOT_FAILED,
    SETTLED,
    HANDED_OVER,
    NOTHING_TO_HAND_OVER,
    REVOKED,
    REBOOKED,
    LOOKED_AT,
    LOOKED_AT_BEFORE,
    STRAY_SENT,
    MAILED_AGAIN,
    NOTHING_TO_MAIL,
    DECLINED,
    ANSWERED_BEFORE,
    NO_REASON;

    /** In addresses, and the last part of the key of its words. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The order's page, which says so. */
    Rendering at(UUID order) {
        return SeeOther.to("/checkout/desk/orders/%s?done=%s".formatted(order, key()));
    }

    public boolean isGood() {
        return switch (this) {
            case REFUNDED,
                    PAID_BACK,
                    SENT_AGAIN,
                    SETTLED,
                    HANDED_OVER,
                    REVOKED,
                    REBOOKED,
                    LOOKED_AT,
                    STRAY_SENT,
                    MAILED_AGAIN,
                    DECLINED -> true;
            case REFUSED_NOTHING_CHOSEN,
                    REFUSED_NOT_PAID,
                    REFUSED_RETURNED_BEFORE,
                    REFUSED_DISPUTED,
                    REFUSED_PAST_TERMS,
                    REFUSED_COMPLETED,
                    REFUSED_TOO_MUCH,
                    NOT_FAILED,
                    NOTHING_TO_HAND_OVER,
                    NOTHING_TO_MAIL,
                    LOOKED_AT_BEFORE,
                    ANSWERED_BEFORE,
                    NO_REASON -> false;
        };
    }
}
