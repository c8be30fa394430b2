package market.tessera.checkout.completion;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.Objects;
import java.util.UUID;

/** {@code completion.withdrawn} of the catalog log: a provider takes its word back. */
@JsonIgnoreProperties(ignoreUnknown = true)
record WithdrawnCompletion(UUID enrollment, UUID provider) {
    WithdrawnCompletion {
        Objects.requireNonNull(enrollment);
        Objects.requireNonNull(provider);
    }
}
