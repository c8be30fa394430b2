package market.tessera.storefront.search;

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
        @Nullable String didYouMean,
        @Nullable RateView rate,

        @Schema(description = "Cursor of the next page; null on the last.") @Nullable
        String next) {

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
