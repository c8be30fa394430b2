package market.tessera.storefront.results;

import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the API's list.
 *
 * @param match {@code words}, or {@code near} when nothing holds the words as they are and these come close
 */
record OfferingList(
        long total,
        @Schema(allowableValues = {"words", "near"}) String match,
        List<Item> items,
        List<FacetView> facets,

        @Schema(description = "Words close to those of `q` that find something under the same filters.") @Nullable
        String didYouMean,

        @Schema(description = "What each part of `q` was taken to mean; any of the words finds it.")
        List<Meaning> understood,

        @Schema(description = "If nothing was found: what there is with one condition less, most first.")
        List<NearMatch> nearMatches,

        @Nullable RateView rate,

        @Schema(description = "Cursor of the next page; null on the last.") @Nullable
        String next) {

    @Schema(name = "Meaning")
    record Meaning(String words, List<String> alternatives) {}

    /**
     * @param without parameters to drop
     * @param q what to look for instead, if a word is to be dropped
     */
    @Schema(name = "NearMatch")
    record NearMatch(List<String> without, @Nullable String q, long total) {}

    @Schema(name = "Facet")
    record FacetView(String name, List<Bucket> buckets) {}

    /** @param count results if this value is the only one selected of its facet */
    @Schema(name = "Bucket")
    record Bucket(String value, String label, long count, boolean selected) {}

    @Schema(name = "Rate", description = "By which amounts were brought to the currency that was asked for.")
    record RateView(
            String currency,
            @Nullable BigDecimal perEuro,
            @Nullable LocalDate date,
            @Nullable String source) {}
}
