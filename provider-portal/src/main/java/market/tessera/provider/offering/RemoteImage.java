package market.tessera.provider.offering;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import market.tessera.provider.provider.WebAddress;
import org.jspecify.annotations.Nullable;

/**
 * A picture of an offering that lies somewhere else, as a source names it: to be fetched, and made anew like an upload, before anybody sees it.
 *
 * @param alt what it shows; null where the source does not say
 */
public record RemoteImage(
        @NotNull @WebAddress String url,
        @Nullable @Size(max = 250) String alt) {}
