package market.tessera.checkout.desk;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;

/** The month of UTC that a page of the desk shows. */
public record Month(YearMonth shown, YearMonth now) {
    /** Nothing was sold before. */
    private static final YearMonth FIRST = YearMonth.of(2000, 1);

    /** @param text such as 2026-11; this month where it is none of those that have been */
    public static Month read(String text, Clock clock) {
        var now = YearMonth.now(clock);
        try {
            var wanted = text.isEmpty() ? now : YearMonth.parse(text);
            return new Month(wanted.isBefore(FIRST) || wanted.isAfter(now) ? now : wanted, now);
        } catch (DateTimeException malformed) {
            return new Month(now, now);
        }
    }

    /** For the page: the month, its neighbours, and their names, such as November 2026. */
    public Map<String, Object> model(Locale locale) {
        var before = shown.minusMonths(1);
        var after = shown.plusMonths(1);
        return Map.of(
                "month",
                shown,
                "name",
                name(shown, locale),
                "before",
                before,
                "beforeName",
                name(before, locale),
                "after",
                after,
                "afterName",
                name(after, locale),
                "over",
                !after.isAfter(now));
    }

    private static String name(YearMonth month, Locale locale) {
        return DateTimeFormatter.ofPattern("LLLL yyyy", locale).format(month);
    }
}
