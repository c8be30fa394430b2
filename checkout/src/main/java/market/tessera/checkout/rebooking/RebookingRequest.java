package market.tessera.checkout.rebooking;

import java.util.Locale;
import java.util.UUID;

/**
 * What is to be moved where, and who wants it.
 *
 * @param requestedBy address of who asks
 */
record RebookingRequest(UUID order, UUID line, UUID intake, Requester requester, String requestedBy) {
    /** The buyer is bound by the institution's terms; who works at the desk is not. */
    enum Requester {
        BUYER,
        PROVIDER,
        OPERATOR;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
