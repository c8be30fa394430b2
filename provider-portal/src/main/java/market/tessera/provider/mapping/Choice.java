package market.tessera.provider.mapping;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import market.tessera.provider.provider.Storable;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a column, or of a value that is the same in every row, or in those in which a column is blank.
 *
 * @param column empty for the latter
 * @param unit the currency of a cost, the framework of credit or of a level, the scheme of a subject, what a document is called
 * @param values what stands in the column, and what it means
 * @param always the value, as it was typed; null for a column
 */
public record Choice(
        String column,
        Target target,
        @Nullable String unit,
        Map<String, String> values,
        @Nullable String always) {
    public Choice {
        values = values == null ? Map.of() : Map.copyOf(values);
    }

    public static Choice of(String column, Target target, @Nullable String unit, Map<String, String> values) {
        return new Choice(column, target, unit, values, null);
    }

    public static Choice always(Target target, String value, @Nullable String unit) {
        return new Choice("", target, unit, Map.of(), value);
    }

    /** Whether it is the same in every row. */
    @JsonIgnore
    public boolean isConstant() {
        return always != null;
    }

    /** The unit as the mapping file says it; empty if there is none, or it is to be a currency and is not. */
    public Optional<String> knownUnit() {
        return target.kind() == Target.Kind.MONEY
                ? Optional.ofNullable(unit)
                        .map(typed -> typed.toUpperCase(Locale.ROOT))
                        .filter(ValueRule::isCurrency)
                : Optional.ofNullable(unit);
    }

    /** What is the same in every row, as the mapping file says it; empty if it does not fit there. Braces would mean a column. */
    public Optional<String> constant() {
        return Optional.ofNullable(always)
                .filter(value -> value.indexOf('{') < 0 && value.indexOf('}') < 0)
                .map(this::meant)
                .filter(value -> !value.isEmpty());
    }

    /** The column whose blank cells it fills: the only one that says this, and in the same unit; empty if there is none. */
    public Optional<Choice> fills(List<Choice> all) {
        var columns = all.stream()
                .filter(other -> !other.isConstant() && other.target() == target)
                .toList();
        return constant().isPresent()
                        && columns.size() == 1
                        && (unit == null
                                || knownUnit().equals(columns.getFirst().knownUnit()))
                ? Optional.of(columns.getFirst())
                : Optional.empty();
    }

    private String meant(String value) {
        return switch (target.kind()) {
            case CHOICE ->
                Objects.requireNonNullElse(
                        Suggestion.meanings(target, List.of(value)).get(value), "");
            case NUMBER, INTEGER, MONEY ->
                Storable.number(value).map(_ -> value).orElse("");
            case TEXT, DATE, ADDRESS -> value;
        };
    }
}
