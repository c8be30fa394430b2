package market.tessera.provider.mapping;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a column.
 *
 * @param unit the currency of a cost, the framework of credit or of a level, the scheme of a subject, what a document is called
 * @param values what stands in the column, and what it means
 */
public record Choice(String column, Target target, @Nullable String unit, Map<String, String> values) {
    public Choice {
        values = values == null ? Map.of() : Map.copyOf(values);
    }
}
