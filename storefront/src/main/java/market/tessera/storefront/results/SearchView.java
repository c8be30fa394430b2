package market.tessera.storefront.results;

import java.util.List;
import market.tessera.storefront.facts.OfferingCard;
import org.jspecify.annotations.Nullable;

/**
 * The results page, in words and addresses.
 *
 * @param count such as <em>37 offerings for “wind energy”</em>
 * @param alsoSearched other words that counted as those that were typed; null if none did
 * @param relaxed where nothing was found: the same with one condition less
 * @param rate by which amounts in another currency were reckoned, if one was asked for
 * @param clicks where to tell that a result was gone to, but for its rank; null if no words were looked for
 * @param crawled whether search engines may list it: what is found by browsing, not by somebody's own words or mix of filters
 * @param clearUrl the same words without any filter; null if there is none
 */
record SearchView(
        @Nullable String text,
        String title,
        String count,
        boolean near,
        @Nullable Correction didYouMean,
        @Nullable String alsoSearched,
        List<Relaxed> relaxed,
        List<Group> groups,
        Bounds bounds,
        List<Chip> chips,
        @Nullable String clearUrl,
        List<Option> sorts,
        List<Option> currencies,
        @Nullable String rate,
        List<OfferingCard> cards,
        @Nullable String clicks,
        long firstRank,
        Pages pages,
        boolean crawled) {

    record Correction(String text, String url) {}

    /** @param label such as <em>Without “Country: Norway”: 5 offerings</em> */
    record Relaxed(String label, String url) {}

    /** @param bounded whether its numbers or dates are bounded by fields besides */
    record Group(String name, String label, List<Bucket> buckets, boolean bounded) {}

    /** @param depth how far below a broad value it is */
    record Bucket(String value, String label, long count, boolean selected, int depth) {}

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
