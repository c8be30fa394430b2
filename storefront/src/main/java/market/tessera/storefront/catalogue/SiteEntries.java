package market.tessera.storefront.catalogue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import market.tessera.storefront.catalogue.Catalogue.Index;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.search.Hit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The pages of all offerings and institutions. */
@Component
public final class SiteEntries {
    private static final int AT_ONCE = 1_000;

    private final Catalogue catalogue;

    SiteEntries(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    public Flux<SiteEntry> all() {
        return Flux.concat(entries(Index.PROVIDERS, "/institutions/"), entries(Index.OFFERINGS, "/offerings/"));
    }

    private Flux<SiteEntry> entries(Index index, String path) {
        return page(index, List.of())
                .expand(page -> page.hits().hits().size() < AT_ONCE
                        ? Mono.empty()
                        : page(index, page.hits().hits().getLast().sort()))
                .flatMapIterable(page -> page.hits().hits())
                .mapNotNull(Hit::source)
                .filter(Objects::nonNull)
                .map(document -> new SiteEntry(path + document.slug(), document.day()));
    }

    private Mono<SearchResponse<Document>> page(Index index, List<FieldValue> after) {
        var request = new SearchRequest.Builder()
                .query(Catalogue.LISTED)
                .size(AT_ONCE)
                .trackTotalHits(total -> total.enabled(false))
                .sort(sort -> sort.field(by -> by.field("id").order(SortOrder.Asc)))
                .source(source -> source.filter(filter -> filter.includes("slug", "updatedAt")));
        if (!after.isEmpty()) {
            request.searchAfter(after);
        }
        return catalogue.search(index, request, Document.class);
    }

    private record Document(String slug, @Nullable Instant updatedAt) {
        @Nullable
        LocalDate day() {
            return updatedAt == null ? null : LocalDate.ofInstant(updatedAt, ZoneOffset.UTC);
        }
    }
}
