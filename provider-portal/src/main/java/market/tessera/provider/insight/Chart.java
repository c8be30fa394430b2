package market.tessera.provider.insight;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import market.tessera.provider.insight.Trends.Funnel;
import market.tessera.provider.insight.Trends.Month;
import market.tessera.provider.insight.Trends.Wanted;
import org.jspecify.annotations.Nullable;

/**
 * A table that a script may draw: the first cell of a row is its label, each other column a series.
 *
 * @param key of its words
 * @param kind of drawing: {@code bars}, {@code line} or {@code ranks}
 * @param max of the scale, where it has one of its own
 */
record Chart(String key, String kind, @Nullable Integer max, List<String> columns, List<List<Cell>> rows) {
    private static final int MOST_STARS = 5;

    /** @param value for programs; null where there is none */
    record Cell(String text, @Nullable Number value) {
        static Cell of(String label) {
            return new Cell(label, null);
        }

        static Cell of(Number number, Locale locale) {
            return new Cell(NumberFormat.getNumberInstance(locale).format(number), number);
        }
    }

    static Chart learners(List<Month> months, Locale locale) {
        return new Chart(
                "learners",
                "bars",
                null,
                List.of("month", "enrolled", "completed"),
                months.stream()
                        .map(month -> List.of(
                                label(month, locale),
                                Cell.of(month.enrolled(), locale),
                                Cell.of(month.completed(), locale)))
                        .toList());
    }

    static Chart ratings(List<Month> months, Locale locale) {
        return new Chart(
                "ratings",
                "line",
                MOST_STARS,
                List.of("month", "rating", "ratings"),
                months.stream()
                        .map(month -> List.of(
                                label(month, locale), rating(month.rating(), locale), Cell.of(month.ratings(), locale)))
                        .toList());
    }

    /** @param steps words for the steps, in their order */
    static Chart funnel(Funnel funnel, List<String> steps, Locale locale) {
        var counts = Stream.of(funnel.paid(), funnel.enrolled(), funnel.opened(), funnel.completed(), funnel.rated())
                .map(count -> Cell.of(count, locale))
                .iterator();
        return new Chart(
                "funnel",
                "ranks",
                null,
                List.of("step", "learners"),
                steps.stream()
                        .map(step -> List.of(Cell.of(step), counts.next()))
                        .toList());
    }

    static Chart demand(List<Wanted> wanted, Locale locale) {
        return new Chart(
                "demand",
                "ranks",
                null,
                List.of("query", "searches"),
                wanted.stream()
                        .map(one -> List.of(Cell.of(one.query()), Cell.of(one.searches(), locale)))
                        .toList());
    }

    public boolean isEmpty() {
        return rows.stream()
                .flatMap(row -> row.stream().skip(1))
                .allMatch(cell -> cell.value() == null || cell.value().doubleValue() == 0);
    }

    private static Cell rating(@Nullable BigDecimal rating, Locale locale) {
        return rating == null ? Cell.of("–") : Cell.of(rating, locale);
    }

    private static Cell label(Month month, Locale locale) {
        return Cell.of(DateTimeFormatter.ofPattern("MMM yyyy", locale).format(month.first()));
    }
}
