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

    /** A line for a value that is the same in every row. */
    record Constant(List<Map<String, Object>> targets, String value, String unit) {}

    /** What there is, and empty lines for more. */
    List<Constant> constants(Kept kept) {
        return Stream.concat(
                        kept.constants().stream()
                                .map(choice -> new Constant(
                                        constants(choice.target()),
                                        Objects.requireNonNullElse(choice.always(), ""),
                                        Objects.requireNonNullElse(choice.unit(), ""))),
                        Stream.generate(() -> new Constant(constants(Target.IGNORE), "", ""))
                                .limit(EMPTY_LINES))
                .limit(ChoiceForm.MOST_CONSTANTS)
                .toList();
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
        if (choices.stream().noneMatch(ColumnQuestions::saysMode)) {
            choices.stream()
                    .filter(choice -> choice.target().isPlace())
                    .map(choice -> words.say("missing.mode", named(choice)))
                    .forEach(missing::add);
        }
        choices.stream()
                .filter(choice ->
                        choice.target().hasUnit() && choice.knownUnit().isEmpty())
                .map(this::unitless)
                .forEach(missing::add);
        choices.stream()
                .filter(Choice::isConstant)
                .flatMap(choice -> unfit(choice, choices).stream())
                .forEach(missing::add);
        return missing;
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
        var held = all.stream()
                .filter(other -> !other.isConstant() && other.target() == constant.target())
                .findFirst();
        if (held.isPresent()) {
            return Optional.of(words.say(
                    "always.held", label(constant.target()), held.get().column()));
        }
        if (constant.constant().isPresent()) {
            return Optional.empty();
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
