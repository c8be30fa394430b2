package market.tessera.provider.entries;

import java.util.List;
import market.tessera.provider.elements.FormatCheck.Fault;
import market.tessera.provider.provider.Storable;
import org.jspecify.annotations.Nullable;

/** A record after the check against the catalogue format. */
public sealed interface Checked<T> {
    record Valid<T>(T value) implements Checked<T> {}

    /**
     * @param externalId as far as it can be told
     */
    record Invalid<T>(@Nullable String externalId, List<Fault> faults) implements Checked<T> {
        private static final int LONGEST_ID = 200;

        /** What no record could be known by is no id: the database could not even look it up. */
        public Invalid {
            externalId = externalId == null || !canBe(externalId) ? null : externalId;
        }

        private static boolean canBe(String id) {
            return !id.isBlank() && id.length() <= LONGEST_ID && Storable.fits(id);
        }
    }
}
