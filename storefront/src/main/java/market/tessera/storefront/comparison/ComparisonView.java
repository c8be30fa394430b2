package market.tessera.storefront.comparison;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import market.tessera.storefront.document.Basis;
import market.tessera.storefront.facts.Words;
import org.jspecify.annotations.Nullable;

/**
 * The comparison as the component {@code comparisonTable} shows it, with the addresses around it.
 *
 * @param undisclosed what none of the offerings discloses, in one sentence for paper; null where there is no such thing
 */
record ComparisonView(
        String title,
        List<Offering> offerings,
        List<Row> rows,
        @Nullable String undisclosed,
        List<Option> currencies,
        @Nullable String rate,
        String ids,
        String csvUrl) {

    /**
     * @param removeUrl null where only two are left
     * @param intakes empty where there is nothing to choose
     */
    record Offering(
            String id,
            String url,
            String title,
            Comparison.Provider provider,
            @Nullable String removeUrl,
            List<Option> intakes) {}

    record Row(String key, String label, @Nullable String unit, boolean same, List<Value> values) {
        /** Whether none of the offerings says anything of it. */
        public boolean isUndisclosed() {
            return values.stream().allMatch(value -> value.basis() == Basis.UNDISCLOSED);
        }
    }

    record Value(
            @Nullable String value,
            @Nullable String detail,
            Basis basis,
            @Nullable String rule,
            boolean best) {}

    record Option(String value, String label, boolean selected) {}

    static ComparisonView of(
            Comparison comparison, Ids asked, Words words, Optional<String> currency, List<Option> currencies) {
        var all = comparison.offerings().stream().map(Comparison.Column::id).toList();
        var suffix = currency.filter(code -> code.equals(comparison.currency()))
                .map(code -> "&currency=" + code)
                .orElse("");
        var rows = comparison.elements().stream().map(ComparisonView::row).toList();
        return new ComparisonView(
                words.get("compare.title", all.size()),
                comparison.offerings().stream()
                        .map(column -> offering(column, comparison, asked, suffix))
                        .toList(),
                rows,
                undisclosed(rows, words),
                currencies,
                comparison.rate(),
                String.join(",", all),
                "/compare.csv?ids=" + String.join(",", all) + intakes(comparison.offerings(), asked) + suffix);
    }

    private static Offering offering(Comparison.Column column, Comparison comparison, Ids asked, String suffix) {
        var others = comparison.offerings().stream()
                .filter(other -> !other.equals(column))
                .toList();
        var removeUrl = others.size() < Compare.FEWEST
                ? null
                : "/compare?ids="
                        + others.stream().map(Comparison.Column::id).collect(Collectors.joining(","))
                        + intakes(others, asked)
                        + suffix;
        return new Offering(
                column.id(),
                column.url(),
                column.title(),
                column.provider(),
                removeUrl,
                column.intakes().size() < 2
                        ? List.of()
                        : column.intakes().stream()
                                .map(start -> new Option(start.id(), start.text(), start.selected()))
                                .toList());
    }

    /** Those that were chosen, as the address goes on with them. */
    private static String intakes(List<Comparison.Column> columns, Ids asked) {
        var chosen = columns.stream()
                .flatMap(column -> column.intakes().stream())
                .filter(Comparison.Start::selected)
                .map(Comparison.Start::id)
                .filter(asked.intakes()::contains)
                .collect(Collectors.joining(","));
        return chosen.isEmpty() ? "" : "&intakes=" + chosen;
    }

    private static @Nullable String undisclosed(List<Row> rows, Words words) {
        var labels = rows.stream().filter(Row::isUndisclosed).map(Row::label).collect(Collectors.joining(", "));
        return labels.isEmpty() ? null : words.get("compare.undisclosed", labels);
    }

    private static Row row(Comparison.Row row) {
        var values = row.values().stream()
                .map(cell -> new Value(cell.text(), cell.detail(), cell.basis(), cell.rule(), cell.best()))
                .toList();
        return new Row(row.name(), row.label(), row.unit(), row.same(), values);
    }
}
