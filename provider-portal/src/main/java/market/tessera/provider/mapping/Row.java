package market.tessera.provider.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A row of an input: what stands in its columns.
 *
 * @param line where it begins in the file, counting from 1
 */
public record Row(long line, Columns columns, List<@Nullable String> values) {

    /** The names of an input's columns, shared by its rows. */
    public record Columns(Map<String, Integer> places) {
        public static Columns of(Iterable<String> names) {
            var places = new LinkedHashMap<String, Integer>();
            for (var name : names) {
                places.putIfAbsent(name, places.size());
            }
            return new Columns(places);
        }

        public Set<String> names() {
            return places.keySet();
        }
    }

    /** Without space around it; null if there is nothing else. */
    public @Nullable String get(String column) {
        var place = columns.places().get(column);
        var value = place == null || place >= values.size() ? null : values.get(place);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
