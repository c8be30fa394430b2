package market.tessera.storefront.search;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.tessera.storefront.document.Listing;
import market.tessera.storefront.facet.Facet;
import market.tessera.storefront.vocabulary.Concept;

/**
 * One page of results.
 *
 * @param position number of results before this page
 * @param near whether nothing was found by the words as they are, and these are what comes close
 * @param understood the things that are meant by the words
 * @param didYouMean words close to those that were asked for, which find something under the same filters
 * @param relaxations where nothing was found: what there is with one condition less, most first
 */
public record Results(
        long total,
        long position,
        List<Found> found,
        List<FacetCounts> facets,
        boolean near,
        List<Concept> understood,
        Optional<String> didYouMean,
        List<Relaxation> relaxations,
        Optional<String> next,
        Optional<String> previous) {

    /** @param highlights by field, HTML-escaped but for {@code <mark>} */
    public record Found(Listing listing, Map<String, List<String>> highlights) {}

    public record FacetCounts(Facet facet, List<Count> counts) {}

    /** How many results there are if this value is the only one selected of its facet. */
    public record Count(String value, long count, boolean selected) {}

    /**
     * @param dropped name of the condition: a facet, {@code priceMax}, {@code hours}, {@code starts}, {@code q}, or {@code filters} for all but the words
     * @param without parameters to be dropped
     * @param words what is left of the words, if one of them is to be dropped instead
     */
    public record Relaxation(String dropped, List<String> without, Optional<String> words, long count) {}

    Results suggesting(Optional<String> correction, List<Relaxation> others) {
        return new Results(total, position, found, facets, near, understood, correction, others, next, previous);
    }

    public List<Listing> listings() {
        return found.stream().map(Found::listing).toList();
    }
}
