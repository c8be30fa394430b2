package market.tessera.provider.mapper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.provider.mapping.Choice;
import market.tessera.provider.mapping.OwnMappings.Kept;
import market.tessera.provider.mapping.Row;
import market.tessera.provider.mapping.Suggestion;
import market.tessera.provider.mapping.Target;
import org.springframework.stereotype.Component;

/** What an institution is asked about the columns of its table: which element each is, in what unit, and what its values mean. */
@Component
class ColumnQuestions {
    private static final int EXAMPLES = 3;
    private static final int EMPTY_LINES = 2;

    private final MapperWords words;

    ColumnQuestions(MapperWords words) {
        this.words = words;
    }

    /**
     * A column as the page asks about it.
     *
     * @param asks for {@code unit}, or for what a document is {@code called}; empty for neither
     */
    record Column(
            String name,
            String examples,
            List<Map<String, Object>> targets,
            String asks,
            String unit,
            List<Meaning> meanings) {}

    /** A value that has to be said what it means. */
    record Meaning(String value, List<Map<String, Object>> options) {}

    /** In the order of the columns. */
    List<Column> of(Kept kept, List<Row> rows) {
        return kept.columns().stream()
                .map(choice -> new Column(
                        choice.column(),
                        String.join(
                                " · ",
                                valuesOf(choice.column(), rows).stream()
                                        .distinct()
                                        .limit(EXAMPLES)
                                        .map(ColumnQuestions::cut)
                                        .toList()),
                        Arrays.stream(Target.values())
                                .map(target -> option(target.key(), label(target), target == choice.target()))
                                .toList(),
                        choice.target().hasUnit() ? unit(choice) : "",
                        Objects.requireNonNullElse(choice.unit(), ""),
                        meanings(choice, rows)))
                .toList();
    }

    /**
     * A line for a value that no column says, or not in every row.
     *
     * @param holds in which rows; empty if it is left out
     */
    record Constant(List<Map<String, Object>> targets, String value, String unit, String holds) {}

    /** What there is, and empty lines for more. */
    List<Constant> constants(Kept kept) {
        return Stream.concat(
                        kept.constants().stream()
                                .map(choice -> new Constant(
                                        constants(choice.target()),
                                        Objects.requireNonNullElse(choice.always(), ""),
                                        Objects.requireNonNullElse(choice.unit(), ""),
                                        holds(choice, kept.choices()))),
                        Stream.generate(() -> new Constant(constants(Target.IGNORE), "", "", ""))
                                .limit(EMPTY_LINES))
                .limit(ChoiceForm.MOST_CONSTANTS)
                .toList();
    }

    private String holds(Choice constant, List<Choice> all) {
        return constant.fills(all)
                .map(column -> words.say("always.blank", column.column()))
                .orElseGet(() -> leftOut(constant, all).isEmpty() ? words.say("always.every") : "");
    }

    private List<Map<String, Object>> constants(Target chosen) {
        return Stream.concat(
                        Stream.of(option("", words.say("always.none"), chosen == Target.IGNORE)),
                        Target.constants().stream()
                                .map(target -> option(target.key(), label(target), target == chosen)))
                .toList();
    }

    private String label(Target target) {
        return words.say("target." + target.key());
    }

    private static String unit(Choice choice) {
        return choice.target() == Target.DOCUMENT ? "called" : "unit";
    }

    /** In the order of the first rows, in which the form is read as well. */
    private List<Meaning> meanings(Choice choice, List<Row> rows) {
        var options = new LinkedHashMap<String, String>();
        options.put("", words.say("unknown"));
        choice.target().meanings().forEach(meaning -> options.put(meaning, meaning));
        var suggested = Suggestion.meanings(choice.target(), valuesOf(choice.column(), rows));
        return suggested.entrySet().stream()
                .map(value -> new Meaning(
                        value.getKey(),
                        options(options, choice.values().getOrDefault(value.getKey(), value.getValue()))))
                .toList();
    }

    private static List<Map<String, Object>> options(Map<String, String> labels, String chosen) {
        return labels.entrySet().stream()
                .map(one -> option(one.getKey(), one.getValue(), one.getKey().equals(chosen)))
                .toList();
    }

    /** What it does not work without. */
    List<String> missing(List<Choice> choices) {
        var missing = new ArrayList<String>();
        for (var needed : List.of(Target.EXTERNAL_ID, Target.TITLE)) {
            if (choices.stream().noneMatch(choice -> choice.target() == needed)) {
                missing.add(words.say("missing." + needed.key()));
            }
        }
        choices.stream().flatMap(choice -> leftOut(choice, choices).stream()).forEach(missing::add);
        return missing;
    }

    /** Why something is left out; nothing if it is not. */
    private List<String> leftOut(Choice choice, List<Choice> all) {
        var reasons = new ArrayList<String>();
        if (choice.target().isPlace() && all.stream().noneMatch(ColumnQuestions::saysMode)) {
            reasons.add(words.say("missing.mode", named(choice)));
        }
        if (lacksUnit(choice, all)) {
            reasons.add(unitless(choice));
        } else if (choice.isConstant()) {
            unfit(choice, all).ifPresent(reasons::add);
        }
        return reasons;
    }

    /** What fills a column has the unit of that. */
    private static boolean lacksUnit(Choice choice, List<Choice> all) {
        return choice.target().hasUnit()
                && choice.knownUnit().isEmpty()
                && choice.fills(all).isEmpty();
    }

    private static boolean saysMode(Choice choice) {
        return choice.target() == Target.MODE
                && (!choice.isConstant() || choice.constant().isPresent());
    }

    private String unitless(Choice choice) {
        if (choice.unit() != null) {
            return words.say("missing.currency", named(choice), choice.unit());
        }
        return choice.target() == Target.DOCUMENT
                ? words.say("missing.called", choice.column())
                : words.say("missing.unit", named(choice));
    }

    private String named(Choice choice) {
        return choice.isConstant() ? label(choice.target()) : words.say("missing.column", choice.column());
    }

    private Optional<String> unfit(Choice constant, List<Choice> all) {
        if (constant.constant().isPresent()) {
            return constant.fills(all).isPresent() ? Optional.empty() : held(constant, all);
        }
        var value = Objects.requireNonNullElse(constant.always(), "");
        return Optional.of(
                constant.target().meanings().isEmpty()
                        ? words.say("always.unfit", label(constant.target()), value)
                        : words.say(
                                "always.unknown",
                                label(constant.target()),
                                value,
                                String.join(", ", constant.target().meanings())));
    }

    private Optional<String> held(Choice constant, List<Choice> all) {
        var columns = all.stream()
                .filter(other -> !other.isConstant() && other.target() == constant.target())
                .toList();
        if (columns.size() > 1) {
            return Optional.of(words.say("always.several", label(constant.target())));
        }
        return columns.stream()
                .findFirst()
                .map(column -> words.say("always.other-unit", label(constant.target()), column.column()));
    }

    static List<String> valuesOf(String column, List<Row> rows) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(Objects::nonNull)
                .toList();
    }

    private static String cut(String text) {
        return text.length() <= 60 ? text : text.substring(0, 59) + "…";
    }

    static Map<String, Object> option(String value, String label, boolean selected) {
        return Map.of("value", value, "label", label, "selected", selected);
    }
}
