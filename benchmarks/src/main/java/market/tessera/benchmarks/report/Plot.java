package market.tessera.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** How speed and memory grow with the catalogue, drawn from the runs that were kept: of each benchmark and size the newest. */
public final class Plot {
    private static final int COLUMNS = 2;
    private static final String MEMORY = "memory";

    private Plot() {}

    /**
     * @param results folder of the kept runs
     * @param file SVG; what was there is replaced
     * @return whether there was anything to draw
     */
    public static boolean draw(Path results, Path file) throws IOException {
        var panels = new ArrayList<Panel>();
        var sizes = new TreeSet<Long>();
        var memory = new LinkedHashMap<String, NavigableMap<Long, Double>>();
        for (var benchmark : List.of("index", "rebuild", "search", "suggest", "export")) {
            var runs = Runs.read(results.resolve(benchmark + ".jsonl"));
            sizes.addAll(runs.bySize().keySet());
            add(panels, benchmark, "per second", runs.figures(Figure.PER_SECOND));
            if (benchmark.equals("search") || benchmark.equals("suggest")) {
                add(panels, benchmark, "p95 in ms", runs.figures(Figure.P95));
            }
            only(runs.figures(Figure.MEGABYTES), name -> name.equals("memory in all") || name.contains("rebuild"))
                    .forEach((name, line) -> memory.put("%s: %s".formatted(benchmark, name), line));
        }
        add(panels, MEMORY, "MB", memory);
        if (panels.isEmpty()) {
            return false;
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, svg(panels, List.copyOf(sizes)));
        return true;
    }

    private static void add(
            List<Panel> panels, String benchmark, String unit, Map<String, NavigableMap<Long, Double>> lines) {
        if (!lines.isEmpty()) {
            panels.add(new Panel(benchmark, unit, lines));
        }
    }

    private static Map<String, NavigableMap<Long, Double>> only(
            Map<String, NavigableMap<Long, Double>> lines, Predicate<String> wanted) {
        var chosen = new LinkedHashMap<String, NavigableMap<Long, Double>>();
        lines.forEach((name, line) -> {
            if (wanted.test(name)) {
                chosen.put(name, line);
            }
        });
        return chosen;
    }

    private static String svg(List<Panel> panels, List<Long> sizes) {
        var rows = (panels.size() + COLUMNS - 1) / COLUMNS;
        var width = COLUMNS * Panel.WIDTH;
        var height = rows * Panel.HEIGHT;
        var svg = new StringBuilder("""
                <svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %1$d %2$d' width='%1$d' height='%2$d' role='img'>
                <title>Speed and memory over the number of offerings</title>
                <rect width='%1$d' height='%2$d' fill='#fff'/>
                """.formatted(width, height));
        for (var at = 0; at < panels.size(); at++) {
            svg.append("<g transform='translate(%d %d)'>%s</g>%n"
                    .formatted(
                            at % COLUMNS * Panel.WIDTH,
                            at / COLUMNS * Panel.HEIGHT,
                            panels.get(at).svg(sizes)));
        }
        return svg.append("</svg>\n").toString();
    }
}
