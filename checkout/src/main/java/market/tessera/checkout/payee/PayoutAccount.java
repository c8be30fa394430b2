package market.tessera.checkout.payee;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider's account at the payment company.
 *
 * @param version counts its changes
 * @param country of the provider, ISO 3166-1
 * @param stripeId null until the company has made it
 * @param paysOut whether what lies there is sent on to the provider's bank
 * @param missing what the company still asks for, in its words
 * @param attempts how often it was asked for
 * @param refusals how often the company would not make it
 */
record PayoutAccount(
        UUID provider,
        long version,
        String country,
        @Nullable String stripeId,
        State state,
        boolean paysOut,
        List<String> missing,
        int attempts,
        int refusals,
        @Nullable Instant checkedAt) {
    /** Whether nothing is asked for any more, as far as is known. */
    boolean isFilledIn() {
        return missing.isEmpty() && (state == State.ACTIVE || state == State.IN_REVIEW);
    }

    /** Whether money can come in. */
    enum State {
        /** Asked for; whether the company has made it is not known. */
        WANTED,
        /** Made, and not filled in yet. */
        STARTED,
        /** Filled in; the company looks at it. */
        IN_REVIEW,
        /** Something has to be added first. */
        RESTRICTED,
        ACTIVE;

        /** In addresses and events, and the last part of the key of its words. */
        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
