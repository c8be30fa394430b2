package market.tessera.storefront.search;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import market.tessera.storefront.catalogue.Catalogue;
import market.tessera.storefront.catalogue.Catalogue.Index;
import market.tessera.storefront.catalogue.CatalogueUnavailable;
import market.tessera.storefront.catalogue.MomentPassed;
import market.tessera.storefront.catalogue.PageMoments;
import market.tessera.storefront.facet.Facet;
import market.tessera.storefront.facts.Conversions;
import market.tessera.storefront.search.Results.Relaxation;
import market.tessera.storefront.vocabulary.Vocabularies;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds offerings. Where nothing fits, it says what there would be with one condition less; and if it is the words that are nowhere, it looks once more,
 * forgiving a letter or two. Only the first look has to succeed: what comes after it is left out while the engine is slow.
 */
@Service
public class Search {
    /** What helps after nothing was found must come soon or not at all. */
    private static final Duration HELPFUL = Duration.ofSeconds(2);

    private final Catalogue catalogue;
    private final Vocabularies vocabularies;
    private final PageMoments moments;
    private final Conversions conversions;
    private final Clock clock;
    private final RecentAnswers<Key, Results> recent;

    Search(
            Catalogue catalogue,
            PageMoments moments,
            Vocabularies vocabularies,
            Conversions conversions,
            Clock clock,
            SearchProperties properties) {
        this.catalogue = catalogue;
        this.moments = moments;
        this.vocabularies = vocabularies;
        this.conversions = conversions;
        this.clock = clock;
        this.recent = new RecentAnswers<>(
                properties.fresh(),
                properties.remembered(),
                results -> 1 + results.found().size(),
                System::nanoTime);
    }

    /** Queries that are equal by this have the same results. */
    private record Key(String query, Question question, int limit, Set<Facet> facets, boolean highlights) {}

    /** The first results of a query, without counts. */
    public Mono<Results> first(SearchQuery query, int limit) {
        return find(query, PageRequest.first(limit));
    }

    /** The counts of one facet over everything on offer. */
    public Mono<List<Results.Count>> counts(Facet facet) {
        return counts(facet, SearchQuery.EVERYTHING);
    }

    /** The counts of one facet over what a query finds. */
    public Mono<List<Results.Count>> counts(Facet facet, SearchQuery query) {
        var page = new PageRequest(0, Optional.empty(), Set.of(facet), List.of(), false, false);
        return find(query, page).map(results -> results.facets().getFirst().counts());
    }

    /** @throws Problem 400 (in the chain) if the cursor does not fit the query */
    public Mono<Results> find(SearchQuery query, PageRequest page) {
        if (page.cursor()
                .filter(cursor -> !cursor.query().equals(query.fingerprint()))
                .isPresent()) {
            return Mono.error(foreignCursor());
        }
        var question = Question.of(query, page.languages(), vocabularies.current(), LocalDate.now(clock));
        var asking = new Asking(query, page, question);
        return page.cursor().isPresent()
                ? asking.answer()
                : recent.get(
                        new Key(query.fingerprint(), question, page.limit(), page.facets(), page.highlights()),
                        asking::answer);
    }

    /** One query on its way. */
    private final class Asking {
        private final SearchQuery query;
        private final PageRequest page;
        private final Question question;

        Asking(SearchQuery query, PageRequest page, Question question) {
            this.query = query;
            this.page = page;
            this.question = question;
        }

        Mono<Results> answer() {
            var near = page.cursor().filter(Cursor::near).isPresent();
            return ask(near).map(response -> read(response, near)).flatMap(this::helped);
        }

        /** Cursors come from results, so that whoever has one has seen something. */
        private Mono<Results> helped(Results results) {
            var relaxed = question.relaxed();
            var helpless = page.cursor().isPresent()
                    || (relaxed.isEmpty() && question.text().isEmpty());
            return results.total() > 0 || helpless
                    ? Mono.just(results)
                    : afterNothing(results, relaxed)
                            .timeout(HELPFUL, Mono.just(results))
                            .onErrorReturn(CatalogueUnavailable.class, results);
        }

        private Mono<Results> afterNothing(Results nothing, List<Question.Relaxed> relaxed) {
            return catalogue
                    .search(Index.OFFERINGS, SearchRequests.relaxed(question), Void.class)
                    .flatMap(counts -> {
                        var others = nothing.suggesting(Optional.empty(), relaxations(query, relaxed, counts));
                        return question.text().filter(TextQuery::mayBeMisspelt).isPresent()
                                        && count(counts, SearchRequests.WORDS) == 0
                                ? forgiving(others)
                                : Mono.just(others);
                    });
        }

        private Mono<Results> forgiving(Results nothing) {
            return ask(true)
                    .flatMap(response -> correction(response)
                            .map(Optional::of)
                            .defaultIfEmpty(Optional.empty())
                            .map(correction -> read(response, true).suggesting(correction, nothing.relaxations())));
        }

        private Mono<SearchResponse<Answered>> ask(boolean near) {
            return (page.steady() && page.cursor().isPresent() ? readOn(near) : lookAfresh(near))
                    .onErrorMap(failure -> refusesCursor(page, failure), _ -> foreignCursor());
        }

        private Mono<SearchResponse<Answered>> lookAfresh(boolean near) {
            return catalogue.search(Index.OFFERINGS, request(near), Answered.class);
        }

        private Mono<SearchResponse<Answered>> readOn(boolean near) {
            return moments.of(page.cursor().flatMap(Cursor::moment))
                    .flatMap(moment -> moments.search(moment, request(near), Answered.class))
                    .switchIfEmpty(Mono.defer(() -> lookAfresh(near)))
                    .onErrorMap(MomentPassed.class, _ -> expiredCursor());
        }

        private SearchRequest.Builder request(boolean near) {
            return SearchRequests.page(question, page, query.ordering(), near);
        }

        private Results read(SearchResponse<Answered> response, boolean near) {
            var asked = question.intake();
            var euro = conversions.into("EUR").orElseThrow();
            return new ResultsReader(
                            response,
                            query,
                            page,
                            near,
                            answered -> answered.listing(asked, query.ordering(), euro::of))
                    .read(question.text().map(TextQuery::concepts).orElse(List.of()));
        }

        /** The first correction that finds something under the same filters. */
        private Mono<String> correction(SearchResponse<Answered> response) {
            var candidates = response.suggest().getOrDefault(SearchRequests.SPELLING, List.of()).stream()
                    .flatMap(suggestion -> suggestion.phrase().options().stream())
                    .map(option -> option.text())
                    .toList();
            return Flux.fromIterable(candidates).concatMap(this::ifItFinds, 1).next();
        }

        private Mono<String> ifItFinds(String words) {
            var corrected = question.saying(new TextQuery(words, vocabularies.current()));
            return catalogue
                    .search(Index.OFFERINGS, SearchRequests.any(corrected), Void.class)
                    .filter(response ->
                            Objects.requireNonNull(response.hits().total()).value() > 0)
                    .map(_ -> words);
        }
    }

    /** One condition less, most results first; if that is of no help, all filters less. */
    private static List<Relaxation> relaxations(
            SearchQuery query, List<Question.Relaxed> relaxed, SearchResponse<Void> counts) {
        var helpful = IntStream.range(0, relaxed.size())
                .mapToObj(at -> new Relaxation(
                        relaxed.get(at).dropped(),
                        relaxed.get(at).without(),
                        relaxed.get(at).words(),
                        count(counts, Integer.toString(at))))
                .filter(relaxation -> relaxation.count() > 0)
                .sorted(Comparator.comparingLong(Relaxation::count).reversed())
                .toList();
        var unfiltered =
                new Relaxation("filters", query.filterNames(), Optional.empty(), count(counts, SearchRequests.WORDS));
        return helpful.isEmpty() && query.isNarrowed() && unfiltered.count() > 0 ? List.of(unfiltered) : helpful;
    }

    private static long count(SearchResponse<Void> counts, String name) {
        return Objects.requireNonNull(counts.aggregations().get(name)).filter().docCount();
    }

    private static boolean refusesCursor(PageRequest page, Throwable failure) {
        return page.cursor().isPresent() && failure instanceof OpenSearchException refusal && refusal.status() == 400;
    }

    private static Problem expiredCursor() {
        return Problem.invalid(
                List.of(Violation.parameter("cursor", "Parameter 'cursor' has expired; start again without it")));
    }

    private static Problem foreignCursor() {
        return Problem.invalid(List.of(
                Violation.parameter("cursor", "Parameter 'cursor' belongs to another query; start again without it")));
    }
}
