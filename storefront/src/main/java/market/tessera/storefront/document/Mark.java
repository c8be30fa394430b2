package market.tessera.storefront.document;

import org.jspecify.annotations.Nullable;

/**
 * By what an institution is known at a glance.
 *
 * @param hue 0 to 359, the colour of its tile
 * @param logo a path on this marketplace; null where it has none, and its tile is shown
 */
public record Mark(String name, int hue, @Nullable String logo) {
    public static Mark of(Institution institution) {
        return new Mark(institution.name(), institution.hue(), institution.logo());
    }

    /** As the offering knows it. */
    public static Mark of(Card.Provider provider) {
        return new Mark(provider.name(), provider.hue(), null);
    }
}
