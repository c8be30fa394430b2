package market.tessera.storefront.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.tessera.storefront.catalogue.Listing;

/**
 * One page of results.
 *
 * @param position number of results before this page
 * @param near whether nothing was found by the words as they are, and these are what comes close
 * @param didYouMean words that are in the catalogue, close to those that were asked for
 */
public record Results(
        long total,
        long position,
        List<Found> found,
        List<FacetCounts> facets,
        boolean near,
        Optional<String> didYouMean,
        Optional<String> next,
        Optional<String> previous) {

    /** @param highlights by field, HTML-escaped but for {@code <mark>} */
    public record Found(Listing listing, Map<String, List<String>> highlights) {}

    public record FacetCounts(Facet facet, List<Count> counts) {}

    /** How many results there are if this value is the only one selected of its facet. */
    public record Count(String value, long count, boolean selected) {}

    public List<Listing> listings() {
        return found.stream().map(Found::listing).toList();
    }
}
