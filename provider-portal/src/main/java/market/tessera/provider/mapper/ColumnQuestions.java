package market.tessera.provider.mapper;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import market.tessera.provider.mapping.Choice;
import market.tessera.provider.mapping.OwnMappings.Kept;
import market.tessera.provider.mapping.Row;
import market.tessera.provider.mapping.Suggestion;
import market.tessera.provider.mapping.Target;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** What an institution is asked about the columns of its table: which element each is, in what unit, and what its values mean. */
@Component
class ColumnQuestions {
    private static final int EXAMPLES = 3;

    private final MessageSource messages;

    ColumnQuestions(MessageSource messages) {
        this.messages = messages;
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
        return kept.choices().stream()
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
                                .map(target -> option(
                                        target.key(),
                                        say("mappings.target." + target.key()),
                                        target == choice.target()))
                                .toList(),
                        choice.target().hasUnit() ? unit(choice) : "",
                        Objects.requireNonNullElse(choice.unit(), ""),
                        meanings(choice, rows)))
                .toList();
    }

    private static String unit(Choice choice) {
        return choice.target() == Target.DOCUMENT ? "called" : "unit";
    }

    /** In the order of the first rows, in which the form is read as well. */
    private List<Meaning> meanings(Choice choice, List<Row> rows) {
        var options = new LinkedHashMap<String, String>();
        options.put("", say("mappings.unknown"));
        choice.target().meanings().forEach(meaning -> options.put(meaning, meaning));
        var suggested = Suggestion.meanings(choice.target(), valuesOf(choice.column(), rows));
        return suggested.entrySet().stream()
                .map(value -> new Meaning(
                        value.getKey(),
                        options(options, choice.values().getOrDefault(value.getKey(), value.getValue()))))
                .toList();
    }

    private static List<Map<String, Object>> options(Map<String, String> words, String chosen) {
        return words.entrySet().stream()
                .map(one -> option(one.getKey(), one.getValue(), one.getKey().equals(chosen)))
                .toList();
    }

    /** What it does not work without. */
    List<String> missing(List<Choice> choices) {
        var missing = new ArrayList<String>();
        for (var needed : List.of(Target.EXTERNAL_ID, Target.TITLE)) {
            if (choices.stream().noneMatch(choice -> choice.target() == needed)) {
                missing.add(say("mappings.missing." + needed.key()));
            }
        }
        if (choices.stream().noneMatch(choice -> choice.target() == Target.MODE)) {
            choices.stream()
                    .filter(choice -> choice.target().isPlace())
                    .map(choice -> say("mappings.missing.mode", choice.column()))
                    .forEach(missing::add);
        }
        choices.stream()
                .filter(choice -> choice.target().hasUnit() && choice.unit() == null)
                .map(choice -> say("mappings.missing." + unit(choice), choice.column()))
                .forEach(missing::add);
        return missing;
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

    private String say(String key, String... about) {
        return messages.getMessage(key, about, Locale.ENGLISH);
    }

    static Map<String, Object> option(String value, String label, boolean selected) {
        return Map.of("value", value, "label", label, "selected", selected);
    }
}
