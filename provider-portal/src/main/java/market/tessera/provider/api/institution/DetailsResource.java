package market.tessera.provider.api.institution;

import java.util.HexFormat;
import java.util.UUID;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Digest;
import market.tessera.provider.provider.Provider;
import market.tessera.provider.provider.ProviderProfile;
import tools.jackson.databind.JsonNode;

/**
 * What an institution says of itself, as its own systems see it.
 *
 * @param verified whether the operator vouches for it, so that what it publishes is public
 * @param details as a provider of the catalogue format, without an id
 */
record DetailsResource(UUID id, String slug, boolean verified, JsonNode details) {

    static DetailsResource of(Provider provider) {
        return new DetailsResource(
                provider.id(),
                provider.slug(),
                provider.verified(),
                CatalogueFormat.JSON.valueToTree(provider.profile()));
    }

    /** Changes with anything that it says. */
    static String entityTag(ProviderProfile profile) {
        var digest = Digest.of(CatalogueFormat.JSON.writeValueAsString(profile));
        return "\"%s\"".formatted(HexFormat.of().formatHex(digest, 0, 8));
    }
}
