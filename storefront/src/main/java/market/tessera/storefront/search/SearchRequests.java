package market.tessera.storefront.search;

import static market.tessera.storefront.catalogue.Catalogue.LISTED;
import static market.tessera.storefront.catalogue.Catalogue.anyOf;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.aggregations.TermsAggregation;
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
    private static final int MOST_VALUES = 100;

    private SearchRequests() {}

    /** @param today by which an intake is open */
    static SearchRequest.Builder of(SearchQuery query, PageRequest page, boolean near, LocalDate today) {
        var request = new SearchRequest.Builder()
                .query(matching(query, page.languages(), near, today))
                .postFilter(selections(query, Optional.empty()))
                .aggregations(counts(query, page.facets()))
                .size(page.limit())
                .trackTotalHits(total -> total.enabled(true))
                .source(source -> source.filter(filter -> filter.includes("card", "compare")))
                .sort(query.ordering().sort(page.backward()));
        page.cursor().ifPresent(cursor -> request.searchAfter(cursor.beside()));
        if (page.highlights() && query.hasText()) {
            highlight(request);
        }
        if (near && query.text() != null) {
            correct(request, query.text());
        }
        return request;
    }

    private static Query matching(SearchQuery query, List<String> languages, boolean near, LocalDate today) {
        return Query.of(whole -> whole.bool(bool -> {
            bool.filter(LISTED).filter(bounds(query.ranges(), today)).should(signals());
            if (query.text() != null) {
                var text = new TextQuery(query.text());
                bool.must(near ? text.forgiving() : text.exact(languages));
            }
            return bool;
        }));
    }

    /** What tells offerings apart that fit the words equally well: how completely they are described, and how they are rated. */
    private static List<Query> signals() {
        return List.of(signal("rank.completeness", 1f), signal("rank.rating", 1f));
    }

    private static Query signal(String feature, float boost) {
        return Query.of(query -> query.rankFeature(rank -> rank.field(feature).boost(boost)));
    }

    private static List<Query> bounds(Ranges ranges, LocalDate today) {
        var bounds = new ArrayList<Query>();
        if (ranges.priceMax() != null) {
            bounds.add(between("compare.cost.base", null, ranges.priceMax()));
        }
        if (ranges.hoursMin() != null || ranges.hoursMax() != null) {
            bounds.add(between("compare.effort.hours", ranges.hoursMin(), ranges.hoursMax()));
        }
        if (ranges.boundsStart()) {
            bounds.add(starting(ranges, today));
        }
        return bounds;
    }

    private static Query starting(Ranges ranges, LocalDate today) {
        var inTime = between("intakes.starts", ranges.startsFrom(), ranges.startsTo());
        var stillOpen = between("intakes.lastDay", today, null);
        return Query.of(query -> query.bool(bool -> bool.should(dated -> dated.nested(nested ->
                        nested.path("intakes").query(both -> both.bool(intake -> intake.filter(inTime, stillOpen)))))
                .should(anyDay -> anyDay.term(term -> term.field("selfPaced").value(FieldValue.TRUE)))
                .minimumShouldMatch("1")));
    }

    private static Query between(String field, @Nullable Object from, @Nullable Object to) {
        return Query.of(query -> query.range(range -> {
            range.field(field);
            Optional.ofNullable(from).map(SearchRequests::json).ifPresent(range::gte);
            Optional.ofNullable(to).map(SearchRequests::json).ifPresent(range::lte);
            return range;
        }));
    }

    private static JsonData json(Object bound) {
        return JsonData.of(bound instanceof LocalDate date ? date.toString() : bound);
    }

    private static Query selections(SearchQuery query, Optional<Facet> except) {
        var filters = query.selected().entrySet().stream()
                .filter(selection -> except.isEmpty() || selection.getKey() != except.get())
                .map(selection -> anyOf(selection.getKey().field(), selection.getValue()))
                .toList();
        return filters.isEmpty()
                ? Query.of(all -> all.matchAll(any -> any))
                : Query.of(all -> all.bool(bool -> bool.filter(filters)));
    }

    private static Map<String, Aggregation> counts(SearchQuery query, Set<Facet> facets) {
        var counts = new java.util.LinkedHashMap<String, Aggregation>();
        facets.forEach(facet -> counts.put(facet.parameter(), count(query, facet)));
        return counts;
    }

    private static Aggregation count(SearchQuery query, Facet facet) {
        var chosen = query.selected(facet);
        return Aggregation.of(count -> {
            var under = count.filter(selections(query, Optional.of(facet)))
                    .aggregations(VALUES, values -> values.terms(terms(facet)));
            return chosen.isEmpty()
                    ? under
                    : under.aggregations(
                            CHOSEN,
                            values -> values.terms(terms -> terms.field(facet.field())
                                    .size(chosen.size())
                                    .include(include -> include.terms(chosen))));
        });
    }

    private static TermsAggregation terms(Facet facet) {
        var terms = new TermsAggregation.Builder().field(facet.field()).size(MOST_VALUES);
        facet.listed().ifPresent(pattern -> terms.include(include -> include.regexp(pattern)));
        return terms.build();
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

    private static void correct(SearchRequest.Builder request, String text) {
        request.suggest(suggest -> suggest.text(new TextQuery(text).words())
                .suggesters(
                        "spelling",
                        each -> each.phrase(phrase -> phrase.field("spelling").size(1))));
    }
}
