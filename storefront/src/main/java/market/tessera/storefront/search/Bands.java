package market.tessera.storefront.search;

import static market.tessera.storefront.catalogue.Catalogue.term;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/** Numbers and dates in bands that can be counted and chosen like any other value of a facet; what is not stated is one of them. */
enum Bands {
    /** Total cost in EUR cents, at edges that are round in the currency asked for. */
    COST,
    /** Effort in hours. */
    EFFORT,
    /** The first day of an intake that is still open. */
    START;

    private static final String COST_FIELD = "compare.cost.base";
    private static final String EFFORT_FIELD = "compare.effort.hours";

    /** Each band's query, in the order in which people read them. */
    Map<String, Query> on(LocalDate today, CostBands costs) {
        return switch (this) {
            case COST -> cost(costs.edges());
            case EFFORT -> effort();
            case START -> start(today);
        };
    }

    private static Map<String, Query> cost(List<Long> edges) {
        var bands = new LinkedHashMap<String, Query>();
        bands.put("free", between(COST_FIELD, 0, edges.get(0)));
        bands.put("under-100", between(COST_FIELD, edges.get(0), edges.get(1)));
        bands.put("100-500", between(COST_FIELD, edges.get(1), edges.get(2)));
        bands.put("500-1000", between(COST_FIELD, edges.get(2), edges.get(3)));
        bands.put("1000-5000", between(COST_FIELD, edges.get(3), edges.get(4)));
        bands.put("over-5000", between(COST_FIELD, edges.get(4), null));
        bands.put(Facet.UNDISCLOSED, term("compare.cost.basis", FieldValue.of(Facet.UNDISCLOSED)));
        return bands;
    }

    private static Map<String, Query> effort() {
        var bands = new LinkedHashMap<String, Query>();
        bands.put("under-10", between(EFFORT_FIELD, 0, 10));
        bands.put("10-40", between(EFFORT_FIELD, 10, 40));
        bands.put("40-100", between(EFFORT_FIELD, 40, 100));
        bands.put("100-300", between(EFFORT_FIELD, 100, 300));
        bands.put("over-300", between(EFFORT_FIELD, 300, null));
        bands.put(Facet.UNDISCLOSED, term("compare.effort.basis", FieldValue.of(Facet.UNDISCLOSED)));
        return bands;
    }

    private static Map<String, Query> start(LocalDate today) {
        var bands = new LinkedHashMap<String, Query>();
        bands.put("any-day", term("selfPaced", FieldValue.TRUE));
        bands.put("30-days", starting(today, today.plusDays(31)));
        bands.put("90-days", starting(today.plusDays(31), today.plusDays(91)));
        bands.put("later", starting(today.plusDays(91), null));
        bands.put(Facet.UNDISCLOSED, term("facet.availability", FieldValue.of(Facet.UNDISCLOSED)));
        return bands;
    }

    private static Query starting(LocalDate from, @Nullable LocalDate before) {
        return between("starts", from, before);
    }

    private static Query between(String field, Object from, @Nullable Object before) {
        return Query.of(query -> query.range(range -> {
            range.field(field).gte(json(from));
            return before == null ? range : range.lt(json(before));
        }));
    }

    private static JsonData json(Object bound) {
        return JsonData.of(bound instanceof LocalDate date ? date.toString() : bound);
    }
}
