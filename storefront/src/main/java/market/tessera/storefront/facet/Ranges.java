package market.tessera.storefront.facet;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Bounds; null means none. An offering that does not disclose the element is outside of any bound.
 *
 * @param priceMax total cost in EUR cents
 */
public record Ranges(
        @Nullable Long priceMax,
        @Nullable Long hoursMin,
        @Nullable Long hoursMax,
        @Nullable LocalDate startsFrom,
        @Nullable LocalDate startsTo) {

    /** The index knows no later one. */
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);

    public static final Ranges NONE = new Ranges(null, null, null, null, null);

    public boolean boundsStart() {
        return startsFrom != null || startsTo != null;
    }

    public Span<LocalDate> starts() {
        return new Span<>(startsFrom, startsTo == null || startsTo.equals(LAST_DAY) ? null : startsTo.plusDays(1));
    }

    public Span<Long> price() {
        return new Span<>(null, priceMax == null ? null : Long.valueOf(priceMax + 1));
    }
}
