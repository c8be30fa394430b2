package market.tessera.provider.elements;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Next year's runs from this year's: every dated row again, 52 weeks later, so that the days of the week stay. A row that begins on a day on which
 * another one begins already is not repeated.
 */
final class NextYear {
    private static final Pattern INPUT = Pattern.compile("intakes\\[(\\d{1,4})]\\.(.+)");
    private static final Set<String> DATES = Set.of("starts", "ends", "closes");
    private static final int WEEKS = 52;

    private NextYear() {}

    static Typed added(Typed typed) {
        var rows = rows(typed);
        var begun = rows.stream().map(row -> start(typed, row)).collect(Collectors.toSet());
        var values = new HashMap<>(typed.values());
        var next = rows.isEmpty() ? 0 : rows.last() + 1;
        for (var row : rows) {
            var later = later(start(typed, row));
            if (!later.isEmpty() && !begun.contains(later)) {
                copy(typed, row, next++, values);
            }
        }
        return new Typed(Map.copyOf(values));
    }

    static boolean hasDated(Typed typed) {
        return rows(typed).stream().anyMatch(row -> !later(start(typed, row)).isEmpty());
    }

    private static SortedSet<Integer> rows(Typed typed) {
        var rows = new TreeSet<Integer>();
        typed.values().keySet().forEach(name -> {
            var input = INPUT.matcher(name);
            if (input.matches()) {
                rows.add(Integer.valueOf(input.group(1)));
            }
        });
        return rows;
    }

    private static void copy(Typed typed, int row, int to, Map<String, String> values) {
        typed.values().forEach((name, value) -> {
            var input = INPUT.matcher(name);
            if (input.matches()
                    && Integer.parseInt(input.group(1)) == row
                    && !input.group(2).equals("externalId")) {
                values.put(
                        "intakes[%d].%s".formatted(to, input.group(2)),
                        DATES.contains(input.group(2)) ? later(value) : value);
            }
        });
    }

    private static String start(Typed typed, int row) {
        return typed.get("intakes[%d].starts".formatted(row));
    }

    /** Empty for what is no date, and for the last days that there are. */
    private static String later(String date) {
        try {
            return LocalDate.parse(date.strip()).plusWeeks(WEEKS).toString();
        } catch (DateTimeException _) {
            return "";
        }
    }
}
