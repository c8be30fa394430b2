package market.tessera.storefront.search;

import static market.tessera.storefront.catalogue.Catalogue.LISTED;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import market.tessera.storefront.facet.Facet;
import market.tessera.storefront.facet.Ranges;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.search.HighlighterEncoder;

/**
 * Says to the engine what is looked for. Words and bounds are the query; selected values of facets only filter the hits afterwards, so that
 * each facet can be counted under the selections of all the others.
 */
final class SearchRequests {
    static final String VALUES = "values";
    static final String CHOSEN = "chosen";
    static final String SPELLING = "spelling";

    /** The count of what holds the words, whatever else is wanted. */
    static final String WORDS = "words";

    private static final int CORRECTIONS = 4;

    /** At most so many of the words are taken to be misspelt. */
    private static final double WRONG_WORDS = 3;

    private static final int SHORTEST_MISSPELT = 3;

    private SearchRequests() {}

    /** @param near whether words may differ by a letter or two */
    static SearchRequest.Builder page(Question question, PageRequest page, Ordering ordering, boolean near) {
        var request = new SearchRequest.Builder()
                .query(matching(question, near))
                .postFilter(selections(question, Optional.empty()))
                .aggregations(counts(question, page.facets()))
                .size(page.limit())
                .trackTotalHits(total -> total.enabled(true))
                .source(source -> source.filter(filter -> filter.includes(Answered.members(question.intake()))))
                .sort(ordering.sort(question.intake(), page.backward()));
        page.cursor().ifPresent(cursor -> request.searchAfter(cursor.beside()));
        if (page.highlights() && question.text().isPresent()) {
            highlight(request);
        }
        if (near) {
            question.text().ifPresent(text -> correct(request, text));
        }
        return request;
    }

    /** Counts what there is with one condition less, each under the place of the condition in {@link Question#relaxed()}. */
    static SearchRequest.Builder relaxed(Question question) {
        var counts = new LinkedHashMap<String, Aggregation>();
        var relaxed = question.relaxed();
        for (var at = 0; at < relaxed.size(); at++) {
            counts.put(Integer.toString(at), counting(relaxed.get(at).question()));
        }
        counts.put(WORDS, counting(question.unfiltered()));
        return new SearchRequest.Builder()
                .query(LISTED)
                .aggregations(counts)
                .size(0)
                .trackTotalHits(total -> total.enabled(false));
    }

    /** Only whether there is anything. */
    static SearchRequest.Builder any(Question question) {
        return new SearchRequest.Builder()
                .query(everything(question))
                .size(0)
                .terminateAfter(1L)
                .trackTotalHits(total -> total.enabled(true));
    }

    private static Aggregation counting(Question question) {
        var wanted = everything(question);
        return Aggregation.of(count -> count.filter(wanted));
    }

    private static Query everything(Question question) {
        var selections = selections(question, Optional.empty());
        return Query.of(whole -> whole.bool(bool -> bool.filter(matching(question, false), selections)));
    }

    private static Query matching(Question question, boolean near) {
        return Query.of(whole -> whole.bool(bool -> {
            bool.filter(LISTED).filter(bounds(question)).should(Signals.of(question.today()));
            question.text()
                    .ifPresent(text ->
                            bool.must(near ? text.forgiving(question.languages()) : text.exact(question.languages())));
            return bool;
        }));
    }

    private static List<Query> bounds(Question question) {
        var bounds = new ArrayList<Query>();
        var ranges = question.ranges();
        if (ranges.hoursMin() != null || ranges.hoursMax() != null) {
            bounds.add(hours(ranges));
        }
        question.intake().bounds().query().ifPresent(bounds::add);
        return bounds;
    }

    /** The last hour belongs to it, no part of the next one. */
    private static Query hours(Ranges ranges) {
        return Query.of(query -> query.range(range -> {
            range.field(FacetQueries.HOURS);
            Optional.ofNullable(ranges.hoursMin()).map(JsonData::of).ifPresent(range::gte);
            Optional.ofNullable(ranges.hoursMax()).map(JsonData::of).ifPresent(range::lte);
            return range;
        }));
    }

    private static Query selections(Question question, Optional<Facet> except) {
        var filters = new ArrayList<Query>();
        question.selected().forEach((facet, values) -> {
            if (!facet.isOfAnIntake() && except.filter(facet::equals).isEmpty()) {
                filters.add(FacetQueries.holding(facet, values));
            }
        });
        except.map(question.intake()::without)
                .orElseGet(question::intake)
                .query()
                .ifPresent(filters::add);
        return filters.isEmpty()
                ? Query.of(all -> all.matchAll(any -> any))
                : Query.of(all -> all.bool(bool -> bool.filter(filters)));
    }

    private static Map<String, Aggregation> counts(Question question, Set<Facet> facets) {
        var counts = new LinkedHashMap<String, Aggregation>();
        facets.forEach(facet -> counts.put(facet.parameter(), count(question, facet)));
        return counts;
    }

    private static Aggregation count(Question question, Facet facet) {
        var under = selections(question, Optional.of(facet));
        var values = FacetQueries.counts(facet, question);
        return Aggregation.of(count -> count.filter(under).aggregations(values));
    }

    private static void highlight(SearchRequest.Builder request) {
        request.highlight(highlight -> highlight
                .encoder(HighlighterEncoder.Html)
                .preTags("<mark>")
                .postTags("</mark>")
                .requireFieldMatch(false)
                .fields("title", field -> field.numberOfFragments(0))
                .fields("summary", field -> field.numberOfFragments(0))
                .fields("description", field -> field.numberOfFragments(1).fragmentSize(160)));
    }

    private static void correct(SearchRequest.Builder request, TextQuery text) {
        request.suggest(suggest -> suggest.text(text.words())
                .suggesters(
                        SPELLING,
                        each -> each.phrase(phrase -> phrase.field(SPELLING)
                                .maxErrors(WRONG_WORDS)
                                .directGenerator(word -> word.field(SPELLING)
                                        .minWordLength(SHORTEST_MISSPELT)
                                        .prefixLength(1))
                                .size(CORRECTIONS))));
    }
}
