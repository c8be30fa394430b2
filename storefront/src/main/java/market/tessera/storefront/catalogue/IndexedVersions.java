package market.tessera.storefront.catalogue;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import market.tessera.storefront.catalogue.Catalogue.Index;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** How far the index has come, as a search sees it. Withdrawn offerings count: they stay in it as what they are. */
@Component
public final class IndexedVersions {
    private final Catalogue catalogue;

    IndexedVersions(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The version in which each of these offerings is found, by id; nothing of those that are not found at all. */
    public Mono<Map<String, Long>> of(List<String> ids) {
        var request = documents().query(Catalogue.anyOf("id", ids)).size(ids.size());
        return catalogue
                .search(Index.OFFERINGS, request, Document.class)
                .map(response -> read(response).stream().collect(Collectors.toMap(Document::id, Document::version)));
    }

    /** The place in the catalog log, in the form that sorts as text, of the latest change that is found; empty if none is. */
    public Mono<String> latestPosition() {
        var request = documents()
                .size(1)
                .sort(sort -> sort.field(by -> by.field("position").order(SortOrder.Desc)));
        return catalogue
                .search(Index.OFFERINGS, request, Document.class)
                .mapNotNull(response -> read(response).stream().findFirst().orElse(null))
                .map(Document::position);
    }

    private static SearchRequest.Builder documents() {
        return new SearchRequest.Builder()
                .trackTotalHits(total -> total.enabled(false))
                .source(source -> source.filter(filter -> filter.includes("id", "version", "position")));
    }

    private static List<Document> read(SearchResponse<Document> response) {
        return response.hits().hits().stream()
                .map(Hit::source)
                .filter(Objects::nonNull)
                .toList();
    }

    private record Document(String id, long version, String position) {}
}
