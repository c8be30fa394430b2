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

    /** Of its tile: the one it has chosen, or its profile's, or one by its id: those that name none do not all look alike. */
    public int hue() {
        return hue(id, shopfront.hue() == null ? profile.hue() : shopfront.hue());
    }

    /** @param named by the institution itself */
    public static int hue(UUID id, @Nullable Integer named) {
        return named == null
                ? Math.floorMod(id.hashCode(), Shopfront.HUES / Shopfront.HUE_STEP) * Shopfront.HUE_STEP
                : named;
    }

    public boolean verified() {
        return verification != null;
    }
}
