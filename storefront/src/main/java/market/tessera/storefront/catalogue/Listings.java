package market.tessera.storefront.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import market.tessera.storefront.catalogue.Catalogue.Index;
import market.tessera.storefront.document.Listing;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.search.Hit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What is on offer, without what only its own page shows. */
@Component
public final class Listings {
    /** Pathways name offerings of others, as many as they like: no page waits for all of them. */
    private static final int MOST = 500;

    private static final int MOST_PROVIDERS = 10_000;
    private static final String PROVIDERS = "providers";

    private final Catalogue catalogue;

    Listings(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** Those of the offerings that are on offer, by id; of very many, some. */
    public Mono<Map<String, Listing>> of(List<String> ids) {
        if (ids.isEmpty()) {
            return Mono.just(Map.of());
        }
        var some = ids.subList(0, Math.min(ids.size(), MOST));
        var request = new SearchRequest.Builder()
                .query(both -> both.bool(bool -> bool.filter(Catalogue.LISTED, Catalogue.anyOf("id", some))))
                .size(some.size())
                .source(source -> source.filter(filter -> filter.includes("card", "compare")));
        return catalogue
                .search(Index.OFFERINGS, request, Listing.class)
                .map(response -> response.hits().hits().stream()
                        .map(Hit::source)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toMap(listing -> listing.card().id(), listing -> listing)));
    }

    /** How many of them each institution has, by its slug; who has none is left out. */
    public Mono<Map<String, Long>> countedByProvider() {
        var request = new SearchRequest.Builder()
                .query(Catalogue.LISTED)
                .size(0)
                .aggregations(
                        PROVIDERS,
                        count -> count.terms(
                                terms -> terms.field("facet.provider").size(MOST_PROVIDERS)));
        return catalogue
                .search(Index.OFFERINGS, request, Void.class)
                .map(response ->
                        Objects.requireNonNull(response.aggregations().get(PROVIDERS))
                                .sterms()
                                .buckets()
                                .array()
                                .stream()
                                .collect(Collectors.toMap(bucket -> bucket.key(), bucket -> bucket.docCount())));
    }
}
