package market.tessera.provider.shopfront;

import static market.tessera.platform.page.TypedText.text;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.provider.provider.Shopfront;
import org.jspecify.annotations.Nullable;

/** A shopfront as it was typed. */
record ShopfrontForm(
        @Nullable String headline,
        @Nullable String introduction,
        @Nullable Integer hue,
        @Nullable List<String> featured) {

    static ShopfrontForm of(Shopfront shopfront) {
        return new ShopfrontForm(
                shopfront.headline(),
                shopfront.introduction(),
                shopfront.hue(),
                Stream.ofNullable(shopfront.featured())
                        .flatMap(List::stream)
                        .map(UUID::toString)
                        .toList());
    }

    /** Which fields cannot be taken. */
    List<String> mistakes() {
        return Stream.of(
                        text(headline).length() > Shopfront.LONGEST_HEADLINE ? "headline" : "",
                        text(introduction).length() > Shopfront.LONGEST_INTRODUCTION ? "introduction" : "")
                .filter(field -> !field.isEmpty())
                .toList();
    }

    /** Those that can be chosen. */
    public static List<Integer> hues() {
        return IntStream.iterate(0, hue -> hue < Shopfront.HUES, hue -> hue + Shopfront.HUE_STEP)
                .boxed()
                .toList();
    }

    /** The choice at each place, empty where there is none. */
    public List<String> places() {
        var chosen = chosen();
        return IntStream.range(0, Shopfront.MOST_FEATURED)
                .mapToObj(place -> place < chosen.size() ? chosen.get(place) : "")
                .toList();
    }

    /** @param known what can be chosen; anything else is left out */
    Shopfront shopfront(Collection<UUID> known) {
        return new Shopfront(
                orNull(headline),
                orNull(introduction),
                hue == null || !hues().contains(hue) ? null : hue,
                null,
                known.stream()
                        .filter(id -> chosen().contains(id.toString()))
                        .sorted(java.util.Comparator.comparing(id -> chosen().indexOf(id.toString())))
                        .limit(Shopfront.MOST_FEATURED)
                        .toList());
    }

    private List<String> chosen() {
        return Stream.ofNullable(featured)
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .filter(id -> !id.isBlank())
                .distinct()
                .toList();
    }

    private static @Nullable String orNull(@Nullable String typed) {
        var text = text(typed);
        return text.isEmpty() ? null : text;
    }
}
