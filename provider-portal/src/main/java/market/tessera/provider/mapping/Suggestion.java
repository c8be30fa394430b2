package market.tessera.provider.mapping;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the columns of a table are likely to hold, by what they are called and by what stands in them. */
public final class Suggestion {
    private static final int MOST_VALUES = 12;
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d|\\d\\d\\.\\d\\d\\.\\d{4}");
    private static final Pattern NUMBER = Pattern.compile("\\d+([.,]\\d+)?");
    private static final Pattern ADDRESS = Pattern.compile("(?i)(https?://|www\\.)\\S+");
    private static final Pattern ADDRESS_WORDS = Pattern.compile("(?i)\\b(url|link|address|pdf|file)\\b");
    private static final Set<Target> MANY =
            Set.of(Target.IGNORE, Target.OUTCOME, Target.SKILL, Target.LANGUAGE, Target.DOCUMENT);
    private static final Map<String, List<String>> MEANINGS = Map.of(
            "online", List.of("online", "web", "distance", "remote", "virtual"),
            "onsite", List.of("on", "campus", "room", "class", "person", "face"),
            "blended", List.of("blend", "hybrid", "mixed"),
            "true", List.of("yes", "true", "y", "1", "t"),
            "false", List.of("no", "false", "n", "0", "f"),
            "digital-badge", List.of("badge"),
            "licence", List.of("licen"),
            "practical", List.of("practic"));

    private Suggestion() {}

    /** For each column one; what was suggested once is not suggested again, where an offering has it once. */
    public static List<Choice> of(List<String> columns, List<Row> rows) {
        var taken = EnumSet.noneOf(Target.class);
        var choices = new ArrayList<Choice>();
        for (var column : columns) {
            var values = rows.stream()
                    .map(row -> row.get(column))
                    .filter(Objects::nonNull)
                    .toList();
            var target = Stream.of(Target.values())
                    .filter(one -> MANY.contains(one) || !taken.contains(one))
                    .filter(one -> one.isCalled(plain(column)) && fits(one.kind(), values))
                    .findFirst()
                    .orElseGet(() -> byContent(values, taken));
            taken.add(target);
            choices.add(Choice.of(column, target, unit(target, column), meanings(target, values)));
        }
        return choices;
    }

    private static String plain(String column) {
        return column.replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}0-9&]+", " ")
                .replaceFirst("\\b(usd|eur|gbp|nok|sek|dkk|chf|aud|nzd|cad)\\b", "")
                .strip();
    }

    private static boolean fits(Target.Kind kind, List<String> values) {
        return switch (kind) {
            case DATE -> mostly(values, DATE);
            case NUMBER, INTEGER, MONEY -> mostly(values, NUMBER);
            case ADDRESS -> mostly(values, ADDRESS);
            case CHOICE -> new HashSet<>(values).size() <= MOST_VALUES;
            case TEXT -> true;
        };
    }

    private static Target byContent(List<String> values, Set<Target> taken) {
        if (values.isEmpty()) {
            return Target.IGNORE;
        }
        if (all(values, ADDRESS) && !taken.contains(Target.URL)) {
            return Target.URL;
        }
        return all(values, DATE) && !taken.contains(Target.INTAKE_STARTS) ? Target.INTAKE_STARTS : Target.IGNORE;
    }

    /** Real tables have a dash or a word here and there. */
    private static boolean mostly(List<String> values, Pattern pattern) {
        return 2
                        * values.stream()
                                .filter(value -> pattern.matcher(value).matches())
                                .count()
                >= values.size();
    }

    private static boolean all(List<String> values, Pattern pattern) {
        return values.stream().allMatch(value -> pattern.matcher(value).matches());
    }

    /** What a column's name says beside what it holds; null where it does not. */
    public static @Nullable String unit(Target target, String column) {
        var called = column.toUpperCase(Locale.ROOT);
        return switch (target) {
            case TUITION, FEES, MATERIALS ->
                Stream.of("USD", "EUR", "GBP", "NOK", "SEK", "DKK", "CHF", "AUD", "NZD", "CAD")
                        .filter(called::contains)
                        .findFirst()
                        .orElse(null);
            case CREDIT -> called.contains("ECTS") ? "ECTS" : null;
            case LEVEL ->
                Stream.of("EQF", "AQF", "NQF")
                        .filter(called::contains)
                        .findFirst()
                        .orElse(null);
            case DOCUMENT -> title(column);
            case SUBJECT -> called.contains("CIP") ? "CIP" : called.contains("ISCED") ? "ISCED-F" : null;
            default -> null;
        };
    }

    /** “Syllabus” for {@code syllabus_url}. */
    private static @Nullable String title(String column) {
        var words = ADDRESS_WORDS
                .matcher(column.replaceAll("(?<=[a-z])(?=[A-Z])", " ")
                        .replace('_', ' ')
                        .replace('-', ' '))
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip();
        return words.isEmpty() ? null : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** Every value that occurs, with what it is likely to mean; an empty text where that cannot be told. */
    public static Map<String, String> meanings(Target target, List<String> values) {
        if (target.meanings().isEmpty()) {
            return Map.of();
        }
        var table = new LinkedHashMap<String, String>();
        values.stream()
                .distinct()
                .limit(MOST_VALUES)
                .forEach(value -> table.put(value, meaning(target, value.toLowerCase(Locale.ROOT))));
        return table;
    }

    private static String meaning(Target target, String value) {
        return target.meanings().stream()
                .filter(one -> value.equals(one)
                        || MEANINGS.getOrDefault(one, List.of(one)).stream()
                                .anyMatch(word -> word.length() < 3 ? value.equals(word) : value.contains(word)))
                .findFirst()
                .orElse("");
    }
}
