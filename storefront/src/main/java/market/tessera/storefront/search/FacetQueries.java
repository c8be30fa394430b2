package market.tessera.storefront.search;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import market.tessera.storefront.catalogue.Catalogue;
import market.tessera.storefront.facet.Bands;
import market.tessera.storefront.facet.Facet;
import market.tessera.storefront.facet.SubjectTree;
import market.tessera.storefront.search.intake.OneIntake;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.aggregations.Aggregation;
import org.opensearch.client.opensearch._types.aggregations.TermsAggregation;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/** Says to the engine what is wanted of one facet, and has its values counted. */
final class FacetQueries {
    static final String HOURS = "compare.effort.hours";
    private static final int MOST_VALUES = 100;

    private FacetQueries() {}

    /** Offerings that have any of the values, which are not those of an intake. */
    static Query holding(Facet facet, List<String> wanted) {
        return facet.counting() == Facet.Counting.IN_BANDS
                ? OneIntake.anyOf(wanted.stream().map(FacetQueries::hours).toList())
                : Catalogue.anyOf(facet.field(), wanted);
    }

    /** How often each value occurs; selected ones are counted even where not all values are. */
    static Map<String, Aggregation> counts(Facet facet, Question question) {
        return switch (facet.counting()) {
            case AS_LISTED -> listed(facet, question.selected(facet));
            case IN_BANDS -> each(facet, FacetQueries::hours);
            case OF_AN_INTAKE ->
                each(
                        facet,
                        value -> question.intake().with(facet, value).query().orElseThrow());
        };
    }

    private static Query hours(String band) {
        return Optional.ofNullable(Bands.effort().get(band))
                .map(span -> span.on(HOURS))
                .orElseGet(() -> Catalogue.term("compare.effort.basis", FieldValue.of(Facet.UNDISCLOSED)));
    }

    private static Map<String, Aggregation> each(Facet facet, Function<String, Query> holding) {
        var queries = new LinkedHashMap<String, Query>();
        Stream.concat(facet.known().stream(), Stream.of(Facet.UNDISCLOSED))
                .forEach(value -> queries.put(value, holding.apply(value)));
        return Map.of(
                SearchRequests.VALUES,
                Aggregation.of(count -> count.filters(all -> all.filters(each -> each.keyed(queries)))));
    }

    private static Map<String, Aggregation> listed(Facet facet, List<String> selected) {
        var counts = new HashMap<String, Aggregation>();
        counts.put(SearchRequests.VALUES, Aggregation.of(count -> count.terms(most(facet, selected))));
        if (!selected.isEmpty()) {
            counts.put(
                    SearchRequests.CHOSEN,
                    Aggregation.of(count -> count.terms(terms -> terms.field(facet.field())
                            .size(selected.size())
                            .include(include -> include.terms(selected)))));
        }
        return counts;
    }

    private static TermsAggregation most(Facet facet, List<String> selected) {
        var terms = new TermsAggregation.Builder().field(facet.field()).size(MOST_VALUES);
        if (facet == Facet.SUBJECT) {
            terms.include(include -> include.regexp(SubjectTree.listed(selected)));
        }
        return terms.build();
    }
}
