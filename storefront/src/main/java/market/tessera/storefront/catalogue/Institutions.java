package market.tessera.storefront.catalogue;

import java.util.List;
import java.util.Objects;
import market.tessera.storefront.catalogue.Catalogue.Index;
import market.tessera.storefront.document.Institution;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.search.Hit;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The verified providers. */
@Component
public final class Institutions {
    private static final int MOST = 10_000;
    /** As many as a search can be narrowed to at once, the university itself among them. */
    private static final int MOST_SCHOOLS = 49;

    private final Catalogue catalogue;

    Institutions(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** By name. */
    public Mono<List<Institution>> all() {
        return find(Query.of(query -> query.matchAll(any -> any)), MOST);
    }

    /** Empty if there is none of that address, or it is not verified. */
    public Mono<Institution> bySlug(String slug) {
        return find(Catalogue.term("slug", FieldValue.of(slug)), 1)
                .flatMap(found -> Mono.justOrEmpty(found.stream().findFirst()));
    }

    /** The schools of a university, by name. */
    public Mono<List<Institution>> schoolsOf(String slug) {
        return find(Catalogue.term("partOf", FieldValue.of(slug)), MOST_SCHOOLS);
    }

    /** Those that there are. */
    public Mono<List<Institution>> bySlugs(List<String> slugs) {
        return find(Catalogue.anyOf("slug", slugs), slugs.size());
    }

    private Mono<List<Institution>> find(Query query, int atMost) {
        var request = new SearchRequest.Builder()
                .query(both -> both.bool(bool -> bool.filter(Catalogue.LISTED, query)))
                .size(atMost)
                .sort(sort -> sort.field(by -> by.field("name.keyword").order(SortOrder.Asc)))
                .source(source -> source.filter(filter -> filter.includes("provider")));
        return catalogue
                .search(Index.PROVIDERS, request, Document.class)
                .map(response -> response.hits().hits().stream()
                        .map(Hit::source)
                        .filter(Objects::nonNull)
                        .map(Document::provider)
                        .toList());
    }

    private record Document(Institution provider) {}
}
