package market.tessera.provider.bulk;

import java.util.List;
import java.util.Locale;
import java.util.UUID;
import market.tessera.provider.elements.Difference;
import market.tessera.provider.worklist.Choice;
import org.jspecify.annotations.Nullable;

/**
 * What would become, or became, of one of many offerings.
 *
 * @param seen what it was made to: the draft's revision or the edition; to be sent with the change
 * @param differences only where something would change
 * @param draft what has changed, as it can be proposed; null for everything else
 */
record Effect(
        UUID offering,
        String title,
        Kind kind,
        String seen,
        List<Difference> differences,
        @Nullable Choice draft) {
    enum Kind {
        CHANGES,
        CHANGED,
        /** It says so already. */
        SAME,
        /** It is with its reviewers, or approved. */
        CLOSED,
        /** Somebody has changed it since the preview. */
        OVERTAKEN,
        /** The person may not write for its institution. */
        REFUSED;

        public String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
