package market.tessera.storefront.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import market.tessera.storefront.document.Listing;
import market.tessera.storefront.facet.Facet;
import market.tessera.storefront.search.Results.Count;
import market.tessera.storefront.search.Results.FacetCounts;
import market.tessera.storefront.search.Results.Found;
import market.tessera.storefront.vocabulary.Concept;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;

/** Reads what the engine answers. */
final class ResultsReader {
    private final SearchResponse<Answered> response;
    private final SearchQuery query;
    private final PageRequest page;
    private final boolean near;
    private final Function<Answered, Listing> shown;
    private final List<Hit<Answered>> hits;
    private final long total;
    private final long position;

    ResultsReader(
            SearchResponse<Answered> response,
            SearchQuery query,
            PageRequest page,
            boolean near,
            Function<Answered, Listing> shown) {
        this.response = response;
        this.query = query;
        this.page = page;
        this.near = near;
        this.shown = shown;
        this.hits = page.backward()
                ? response.hits().hits().reversed()
                : response.hits().hits();
        this.total =
                response.hits().total() == null ? 0 : response.hits().total().value();
        this.position = position();
    }

    Results read(List<Concept> understood) {
        return new Results(
                total,
                position,
                hits.stream().flatMap(hit -> found(hit).stream()).toList(),
                page.facets().stream().map(this::counts).toList(),
                near,
                understood,
                Optional.empty(),
                List.of(),
                next(),
                previous());
    }

    private long position() {
        var at = page.cursor().map(Cursor::position).orElse(0L);
        return page.backward() ? Math.max(0, at - hits.size()) : at;
    }

    private Optional<Found> found(Hit<Answered> hit) {
        return Optional.ofNullable(hit.source()).map(shown).map(listing -> new Found(listing, hit.highlight()));
    }

    private Optional<String> next() {
        return hits.isEmpty() || position + hits.size() >= total
                ? Optional.empty()
                : Optional.of(cursor(hits.getLast(), false, position + hits.size()));
    }

    private Optional<String> previous() {
        return hits.isEmpty() || position == 0
                ? Optional.empty()
                : Optional.of(cursor(hits.getFirst(), true, position));
    }

    private String cursor(Hit<Answered> beside, boolean backward, long at) {
        return new Cursor(query.fingerprint(), near, backward, at, Optional.ofNullable(response.pitId()), beside.sort())
                .encoded();
    }

    private FacetCounts counts(Facet facet) {
        var under = under(facet);
        var counts = new LinkedHashMap<String, Long>(buckets(under, SearchRequests.VALUES));
        counts.putAll(buckets(under, SearchRequests.CHOSEN));
        var selected = query.selected(facet);
        selected.forEach(value -> counts.putIfAbsent(value, 0L));
        var list = new ArrayList<Count>();
        counts.forEach((value, count) -> list.add(new Count(value, count, selected.contains(value))));
        list.sort(Comparator.comparingInt((Count count) -> facet.place(count.value()))
                .thenComparing(Count::count, Comparator.reverseOrder())
                .thenComparing(Count::value));
        return new FacetCounts(facet, List.copyOf(list));
    }

    private Map<String, Aggregate> under(Facet facet) {
        return Objects.requireNonNull(response.aggregations().get(facet.parameter()))
                .filter()
                .aggregations();
    }

    private static Map<String, Long> buckets(Map<String, Aggregate> under, String name) {
        var counts = new LinkedHashMap<String, Long>();
        var terms = under.get(name);
        if (terms != null) {
            if (terms.isFilters()) {
                terms.filters().buckets().keyed().forEach((value, bucket) -> counts.put(value, bucket.docCount()));
                counts.values().removeIf(count -> count == 0);
            } else {
                terms.sterms().buckets().array().forEach(bucket -> counts.put(bucket.key(), bucket.docCount()));
            }
        }
        return counts;
    }
}
