package market.tessera.benchmarks.report;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The outcome of a benchmark.
 *
 * @param parameters with what it was run
 * @param notes what a reader must know to read the figures rightly
 */
public record Report(
        String benchmark, Map<String, ?> parameters, List<Line> lines, List<Goal> goals, List<String> notes) {

    public String table() {
        var figures = Arrays.stream(Figure.values())
                .filter(figure -> lines.stream().anyMatch(line -> line.figures().containsKey(figure)))
                .toList();
        var width = lines.stream().mapToInt(line -> line.what().length()).max().orElse(0);
        return Stream.of(
                        Stream.of("  " + " ".repeat(width) + headings(figures)),
                        rows(figures, width),
                        goals.stream().map(Report::shown),
                        notes.stream().map(note -> "  " + note))
                .flatMap(Function.identity())
                .collect(Collectors.joining("\n"));
    }

    private static String headings(List<Figure> figures) {
        return figures.stream()
                .map(figure -> "%12s".formatted(figure.heading()))
                .collect(Collectors.joining());
    }

    private Stream<String> rows(List<Figure> figures, int width) {
        return lines.stream().map(line -> ("  %-" + width + "s%s").formatted(line.what(), cells(line, figures)));
    }

    private static String cells(Line line, List<Figure> figures) {
        return figures.stream()
                .map(figure -> line.figures().containsKey(figure)
                        ? figure.shown(line.figures().get(figure))
                        : "")
                .map("%12s"::formatted)
                .collect(Collectors.joining());
    }

    private static String shown(Goal goal) {
        return "  %s %s: %.2f, wanted %s %.2f"
                .formatted(
                        goal.reached() ? "✓" : "✗",
                        goal.what(),
                        goal.value(),
                        goal.atLeast() ? "≥" : "≤",
                        goal.bound());
    }
}
