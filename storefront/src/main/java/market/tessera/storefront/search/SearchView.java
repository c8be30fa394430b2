package market.tessera.storefront.search;

import java.util.List;
import market.tessera.storefront.facts.OfferingCard;
import org.jspecify.annotations.Nullable;

/**
 * The results page, in words and addresses.
 *
 * @param count such as <em>37 offerings for “wind energy”</em>
 * @param rate by which amounts in another currency were reckoned, if one was asked for
 * @param clearUrl the same words without any filter; null if there is none
 */
record SearchView(
        @Nullable String text,
        String title,
        String count,
        boolean near,
        @Nullable Correction didYouMean,
        List<Group> groups,
        Bounds bounds,
        List<Chip> chips,
        @Nullable String clearUrl,
        List<Option> sorts,
        List<Option> currencies,
        @Nullable String rate,
        List<OfferingCard> cards,
        Pages pages) {

    record Correction(String text, String url) {}

    record Group(String name, String label, List<Bucket> buckets) {}

    record Bucket(String value, String label, long count, boolean selected) {}

    /** As they were given, to fill the fields again. */
    record Bounds(
            @Nullable String priceMax,
            String currency,
            @Nullable String hoursMin,
            @Nullable String hoursMax,
            @Nullable String startsFrom,
            @Nullable String startsTo) {}

    record Chip(String label, String removeUrl) {}

    record Option(String value, String label, boolean selected) {}

    record Pages(
            String words,
            @Nullable String previousUrl,
            @Nullable String nextUrl) {}
}
