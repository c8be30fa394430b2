package market.tessera.storefront.facet;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/**
 * What lies between two values; null means that there is no end on that side.
 *
 * @param from the first value that belongs to it
 * @param before the first that no longer does
 */
public record Span<T extends Comparable<? super T>>(
        @Nullable T from, @Nullable T before) {

    public boolean holds(T value) {
        return (from == null || from.compareTo(value) <= 0) && (before == null || before.compareTo(value) > 0);
    }

    /** What lies in both. */
    public Span<T> and(Span<T> other) {
        return new Span<>(
                other.from == null || (from != null && from.compareTo(other.from) > 0) ? from : other.from,
                other.before == null || (before != null && before.compareTo(other.before) < 0) ? before : other.before);
    }

    public Query on(String field) {
        return Query.of(query -> query.range(range -> {
            range.field(field);
            if (from != null) {
                range.gte(json(from));
            }
            if (before != null) {
                range.lt(json(before));
            }
            return range;
        }));
    }

    private static JsonData json(Object bound) {
        return JsonData.of(bound instanceof LocalDate date ? date.toString() : bound);
    }
}
