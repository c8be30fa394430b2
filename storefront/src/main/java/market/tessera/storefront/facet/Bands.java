package market.tessera.storefront.facet;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;

/** Numbers and dates in bands that can be counted and chosen like any other value of a facet, in the order in which people read them. */
public final class Bands {
    static final List<String> COST = List.of("free", "under-100", "100-500", "500-1000", "1000-5000", "over-5000");

    static final List<String> EFFORT = List.of("under-10", "10-40", "40-100", "100-300", "over-300");

    /** The start that any day is: of what is self-paced. */
    public static final String ANY_DAY = "any-day";

    static final List<String> START = List.of(ANY_DAY, "30-days", "90-days", "later");

    private Bands() {}

    /** In EUR cents, at edges that are round in the currency asked for. */
    public static Map<String, Span<Long>> cost(CostBands costs) {
        return between(COST, costs.edges());
    }

    /** In hours. */
    public static Map<String, Span<Long>> effort() {
        return between(EFFORT, List.of(10L, 40L, 100L, 300L));
    }

    /** First days of intakes; any day is none of them. */
    public static Map<String, Span<LocalDate>> start(LocalDate today) {
        return Map.of(
                "30-days", new Span<>(today, today.plusDays(31)),
                "90-days", new Span<>(today.plusDays(31), today.plusDays(91)),
                "later", new Span<>(today.plusDays(91), null));
    }

    private static SequencedMap<String, Span<Long>> between(List<String> names, List<Long> edges) {
        var bands = new LinkedHashMap<String, Span<Long>>();
        IntStream.range(0, names.size())
                .forEach(at -> bands.put(
                        names.get(at),
                        new Span<>(at == 0 ? 0L : edges.get(at - 1), at == edges.size() ? null : edges.get(at))));
        return bands;
    }
}
