package market.tessera.storefront.comparison;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A comparison as RFC 4180 text; a spreadsheet takes nothing in it for a formula. */
final class ComparisonCsv {
    private static final String LINE_END = "\r\n";
    private static final String FORMULA_SIGNS = "=+-@\t\r";

    private ComparisonCsv() {}

    static String of(Comparison comparison, String elementLabel, String undisclosed) {
        var head = Stream.concat(
                Stream.of(elementLabel), comparison.offerings().stream().map(Comparison.Column::title));
        var rows = comparison.elements().stream()
                .map(row -> Stream.concat(
                        Stream.of(row.unit() == null ? row.label() : row.label() + " (" + row.unit() + ")"),
                        row.values().stream().map(cell -> text(cell, undisclosed))));
        return Stream.concat(Stream.of(head), rows)
                .map(cells -> line(cells.toList()))
                .collect(Collectors.joining());
    }

    /** As on the page, the original beside what was converted. */
    private static String text(Comparison.Cell cell, String undisclosed) {
        if (cell.text() == null) {
            return undisclosed;
        }
        return cell.detail() == null ? cell.text() : "%s (%s)".formatted(cell.text(), cell.detail());
    }

    private static String line(List<String> cells) {
        return cells.stream().map(ComparisonCsv::quoted).collect(Collectors.joining(",", "", LINE_END));
    }

    private static String quoted(String cell) {
        var harmless = !cell.isEmpty() && FORMULA_SIGNS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
        return "\"" + harmless.replace("\"", "\"\"") + "\"";
    }
}
