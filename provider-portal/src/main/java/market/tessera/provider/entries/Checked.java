package market.tessera.provider.entries;

import java.util.List;
import market.tessera.provider.elements.FormatCheck.Fault;
import org.jspecify.annotations.Nullable;

/** A record after the check against the catalogue format. */
public sealed interface Checked<T> {
    record Valid<T>(T value) implements Checked<T> {}

    /**
     * @param externalId as far as it can be told
     */
    record Invalid<T>(@Nullable String externalId, List<Fault> faults) implements Checked<T> {
        private static final int LONGEST_ID = 200;

        /** What no record could be known by is no id: not even an index of the database has room for it. */
        public Invalid {
            externalId = externalId == null || externalId.isBlank() || externalId.length() > LONGEST_ID ? null : externalId;
        }
    }
}
