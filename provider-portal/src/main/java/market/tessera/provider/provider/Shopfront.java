package market.tessera.provider.provider;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a provider puts on its own page, beside what it says of itself everywhere. An import leaves it alone.
 *
 * @param headline one line under the name
 * @param introduction Markdown
 * @param hue colour of its tile, 0 to 345 in steps of 15; null for the one of its profile. Every one of them is dark enough for the letters on it
 * @param logo its path on this marketplace; in place of the tile
 * @param featured offerings that come first there, in this order; in search they come where they come
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Shopfront(
        @Nullable String headline,
        @Nullable String introduction,
        @Nullable Integer hue,
        @Nullable String logo,
        @Nullable List<UUID> featured) {
    /** The hues that there are tiles in. */
    public static final int HUE_STEP = 15;

    public static final int HUES = 360;

    public static final int LONGEST_HEADLINE = 120;
    public static final int LONGEST_INTRODUCTION = 3_000;
    public static final int MOST_FEATURED = 3;

    public Shopfront {
        featured = featured == null ? List.of() : List.copyOf(featured);
    }

    boolean isBare() {
        return headline == null
                && introduction == null
                && hue == null
                && logo == null
                && (featured == null || featured.isEmpty());
    }
}
