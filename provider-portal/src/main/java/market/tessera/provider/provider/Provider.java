package market.tessera.provider.provider;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An institution that lists offerings and awards badges.
 *
 * @param verification null until the operator has verified it; until then nothing it lists is public
 * @param partOf the university whose school it is; null where it is none
 * @param proposesImports whether what its own files change is reviewed before it is published
 */
public record Provider(
        UUID id,
        String slug,
        ProviderProfile profile,
        Shopfront shopfront,
        @Nullable Verification verification,
        @Nullable PartOf partOf,
        boolean proposesImports,
        @Nullable Integer reviewMonths) {

    /** When, and on what evidence, the operator came to hold the provider to be who it says. */
    public record Verification(Instant at, String evidence) {}

    /** Of its tile; null where neither it nor its profile names one. */
    public @Nullable Integer hue() {
        return shopfront.hue() == null ? profile.hue() : shopfront.hue();
    }

    public boolean verified() {
        return verification != null;
    }
}
