package market.tessera.storefront.comparison;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.storefront.document.Basis;
import market.tessera.storefront.facts.Words;

/** A comparison as RFC 4180 text, marked as UTF-8 for spreadsheets that would not guess it; they take nothing in it for a formula. */
final class ComparisonCsv {
    private static final String UTF_8 = "\uFEFF";
    private static final String LINE_END = "\r\n";
    private static final String FORMULA_SIGNS = "=+-@\t\r";

    private ComparisonCsv() {}

    /** @param comparison with whole addresses */
    static String of(Comparison comparison, Words words) {
        var head = Stream.concat(
                Stream.of(words.get("compare.csv.element")),
                comparison.offerings().stream().map(Comparison.Column::title));
        var pages = Stream.concat(
                Stream.of(words.get("compare.csv.page")),
                comparison.offerings().stream().map(Comparison.Column::url));
        var rows = comparison.elements().stream()
                .map(row -> Stream.concat(
                        Stream.of(row.unit() == null ? row.label() : row.label() + " (" + row.unit() + ")"),
                        row.values().stream().map(cell -> text(cell, words))));
        var rate = Stream.ofNullable(comparison.rate()).map(Stream::of);
        return Stream.of(Stream.of(head, pages), rows, rate)
                .flatMap(lines -> lines)
                .map(cells -> line(cells.toList()))
                .collect(Collectors.joining("", UTF_8, ""));
    }

    /** As on the page: the original beside what was converted, and what was derived with its sign. */
    private static String text(Comparison.Cell cell, Words words) {
        if (cell.text() == null) {
            return words.get("facet.undisclosed");
        }
        var sign = cell.basis() == Basis.DERIVED ? "≈ " : "";
        return cell.detail() == null ? sign + cell.text() : "%s%s (%s)".formatted(sign, cell.text(), cell.detail());
    }

    private static String line(List<String> cells) {
        return cells.stream().map(ComparisonCsv::quoted).collect(Collectors.joining(",", "", LINE_END));
    }

    private static String quoted(String cell) {
        var harmless = !cell.isEmpty() && FORMULA_SIGNS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        return "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}
