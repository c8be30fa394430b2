package market.tessera.checkout.resultfile;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line of the file, as it was read. */
sealed interface ResultLine {
    /** Where it stands in the file, from 1. */
    long number();

    /** The learner has passed. */
    record Passed(long number, UUID enrollment, @Nullable String grade, Instant at) implements ResultLine {}

    /** The learner has not. */
    record Failed(long number, UUID enrollment) implements ResultLine {}

    /** Nobody has filled it in. */
    record Blank(long number) implements ResultLine {}

    /** @param problem key of what is wrong with it */
    record Broken(long number, String problem) implements ResultLine {}

    int LONGEST_GRADE = 60;

    /** @param cells by the name of their column, in small letters */
    static ResultLine read(long number, Map<String, String> cells, Instant now) {
        var result = cells.getOrDefault("result", "").strip().toLowerCase(Locale.ROOT);
        var grade = asItWas(cells.getOrDefault("grade", "").strip());
        var completed = cells.getOrDefault("completed", "").strip();
        if (result.isEmpty() && grade.isEmpty() && completed.isEmpty()) {
            return new Blank(number);
        }
        try {
            var enrollment =
                    UUID.fromString(cells.getOrDefault("enrollment", "").strip());
            return switch (result) {
                case "failed", "fail", "no" -> new Failed(number, enrollment);
                case "passed", "pass", "yes" -> passed(number, enrollment, grade, completed, now);
                default -> new Broken(number, "result");
            };
        } catch (IllegalArgumentException malformed) {
            return new Broken(number, "enrollment");
        }
    }

    /** In the roster it has a sign before it that keeps a spreadsheet from reckoning. */
    private static String asItWas(String grade) {
        return grade.matches("(?s)'[=+@-].*") ? grade.substring(1) : grade;
    }

    private static ResultLine passed(long number, UUID enrollment, String grade, String completed, Instant now) {
        if (grade.length() > LONGEST_GRADE) {
            return new Broken(number, "grade");
        }
        try {
            var at = completed.isEmpty()
                    ? now
                    : LocalDate.parse(completed.length() > 10 ? completed.substring(0, 10) : completed)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
            return at.isAfter(now)
                    ? new Broken(number, "future")
                    : new Passed(number, enrollment, grade.isEmpty() ? null : grade, at);
        } catch (DateTimeException malformed) {
            return new Broken(number, "completed");
        }
    }
}
