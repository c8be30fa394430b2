package market.tessera.storefront.catalogue;

import java.util.List;
import java.util.Objects;
import market.tessera.storefront.catalogue.Catalogue.Index;
import market.tessera.storefront.document.Pathway;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.search.Hit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** What stacks into larger awards. */
@Component
public final class Pathways {
    private static final int MOST = 20;

    private final Catalogue catalogue;

    Pathways(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    public Mono<List<Pathway>> with(String offering) {
        return find(Catalogue.term("offerings", FieldValue.of(offering)));
    }

    public Mono<List<Pathway>> ofProviders(List<String> slugs) {
        return find(Catalogue.anyOf("facet.provider", slugs));
    }

    private Mono<List<Pathway>> find(Query query) {
        var request = new SearchRequest.Builder()
                .query(both -> both.bool(bool -> bool.filter(Catalogue.LISTED, query)))
                .size(MOST)
                .source(source -> source.filter(filter -> filter.includes("pathway")));
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
