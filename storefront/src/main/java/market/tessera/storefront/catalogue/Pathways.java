package market.tessera.storefront.catalogue;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import market.tessera.storefront.catalogue.Catalogue.Index;
import market.tessera.storefront.document.Pathway;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.search.Hit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What stacks into larger awards. */
@Component
public final class Pathways {
    private static final int MOST = 20;
    private static final int MOST_ON_A_LIST = 1_000;

    private final Catalogue catalogue;

    Pathways(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    public Mono<List<Pathway>> with(String offering) {
        return find(Catalogue.term("offerings", FieldValue.of(offering)), MOST);
    }

    public Mono<List<Pathway>> ofProviders(List<String> slugs) {
        return find(Catalogue.anyOf("facet.provider", slugs), MOST);
    }

    /** By title; of very many, some. */
    public Mono<List<Pathway>> all() {
        return find(Query.of(query -> query.matchAll(any -> any)), MOST_ON_A_LIST);
    }

    /** Empty if there is none of that address, or it has ended. */
    public Mono<Pathway> bySlug(String slug) {
        return first(Catalogue.term("slug", FieldValue.of(slug)));
    }

    /** Empty if there is none, or it has ended. */
    public Mono<Pathway> byId(String id) {
        return first(Catalogue.term("id", FieldValue.of(id)));
    }

    /** Those of them that there are, by title. */
    public Mono<List<Pathway>> byIds(List<String> ids) {
        return ids.isEmpty() ? Mono.just(List.of()) : find(Catalogue.anyOf("id", ids), MOST_ON_A_LIST);
    }

    /** By id, so that each is in one page however many come and go between two. */
    public Mono<List<Pathway>> after(Optional<String> id, int atMost) {
        var request = new SearchRequest.Builder()
                .query(Catalogue.LISTED)
                .size(atMost)
                .sort(sort -> sort.field(by -> by.field("id").order(SortOrder.Asc)));
        id.ifPresent(last -> request.searchAfter(List.of(FieldValue.of(last))));
        return find(request);
    }

    private Mono<Pathway> first(Query query) {
        return find(query, 1).flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    private Mono<List<Pathway>> find(Query query, int atMost) {
        return find(new SearchRequest.Builder()
                .query(both -> both.bool(bool -> bool.filter(Catalogue.LISTED, query)))
                .size(atMost)
                .sort(sort -> sort.field(by -> by.field("title.keyword").order(SortOrder.Asc))));
    }

    private Mono<List<Pathway>> find(SearchRequest.Builder request) {
        request.source(source -> source.filter(filter -> filter.includes("pathway")));
        return catalogue
                .search(Index.PATHWAYS, request, Document.class)
                .map(response -> response.hits().hits().stream()
                        .map(Hit::source)
                        .filter(Objects::nonNull)
                        .map(Document::pathway)
                        .toList());
    }

    private record Document(Pathway pathway) {}
}
