package market.tessera.provider.provider;

import java.util.HexFormat;

/** A provider as a source describes it. */
public record SourcedProvider(String externalId, ProviderProfile profile) {
    /** Equal for equal content, in hexadecimal. */
    String digest() {
        return HexFormat.of().formatHex(Digest.of(CatalogueFormat.JSON.writeValueAsString(profile)));
    }
}
