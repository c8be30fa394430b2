package market.tessera.storefront.search;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Bounds; null means none. An offering that does not disclose the element is outside of any bound.
 *
 * @param priceMax total cost in EUR cents
 */
record Ranges(
        @Nullable Long priceMax,
        @Nullable Long hoursMin,
        @Nullable Long hoursMax,
        @Nullable LocalDate startsFrom,
        @Nullable LocalDate startsTo) {

    static final Ranges NONE = new Ranges(null, null, null, null, null);

    boolean boundsStart() {
        return startsFrom != null || startsTo != null;
    }
}
