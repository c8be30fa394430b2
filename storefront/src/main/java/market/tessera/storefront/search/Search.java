package market.tessera.storefront.search;

import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import market.tessera.storefront.catalogue.Catalogue;
import market.tessera.storefront.catalogue.Catalogue.Index;
import market.tessera.storefront.catalogue.Listing;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Mono;

/** Finds offerings. What is not found by its words is looked for once more, forgiving a letter or two. */
@Service
public class Search {
    private final Catalogue catalogue;
    private final Clock clock;

    Search(Catalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** The first results of a query, without counts. */
    public Mono<Results> first(SearchQuery query, int limit) {
        return find(query, PageRequest.first(limit));
    }

    /** The counts of one facet over everything on offer. */
    public Mono<List<Results.Count>> counts(Facet facet) {
        var page = new PageRequest(0, Optional.empty(), java.util.Set.of(facet), List.of(), false);
        return find(SearchQuery.EVERYTHING, page)
                .map(results -> results.facets().getFirst().counts());
    }

    /** @throws Problem 400 (in the chain) if the cursor does not fit the query */
    Mono<Results> find(SearchQuery query, PageRequest page) {
        if (page.cursor()
                .filter(cursor -> !cursor.query().equals(query.fingerprint()))
                .isPresent()) {
            return Mono.error(foreignCursor());
        }
        if (page.cursor().filter(Cursor::near).isPresent()) {
            return ask(query, page, true);
        }
        return ask(query, page, false).flatMap(results -> findNear(query, page, results));
    }

    private Mono<Results> findNear(SearchQuery query, PageRequest page, Results results) {
        var worthTrying =
                results.total() == 0 && query.hasText() && page.cursor().isEmpty();
        return worthTrying ? ask(query, page, true) : Mono.just(results);
    }

    private Mono<Results> ask(SearchQuery query, PageRequest page, boolean near) {
        var request = SearchRequests.of(query, page, near, LocalDate.now(clock));
        return catalogue
                .search(Index.OFFERINGS, request, Listing.class)
                .onErrorMap(failure -> refusesCursor(page, failure), _ -> foreignCursor())
                .map(response -> read(response, query, page, near));
    }

    private static Results read(SearchResponse<Listing> response, SearchQuery query, PageRequest page, boolean near) {
        return new ResultsReader(response, query, page, near).read();
    }

    private static boolean refusesCursor(PageRequest page, Throwable failure) {
        return page.cursor().isPresent() && failure instanceof OpenSearchException refusal && refusal.status() == 400;
    }

    private static Problem foreignCursor() {
        return Problem.invalid(List.of(
                Violation.parameter("cursor", "Parameter 'cursor' belongs to another query; start again without it")));
    }
}
