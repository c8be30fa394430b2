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
    record Invalid<T>(@Nullable String externalId, List<Fault> faults) implements Checked<T> {}
}
