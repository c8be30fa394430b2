package market.tessera.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is kept of a benchmark: of each size, the newest run. */
record Runs(NavigableMap<Long, JsonNode> bySize) {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** @param file one JSON object a line, as {@link Results} writes it; one that is not there has no runs */
    static Runs read(Path file) throws IOException {
        var runs = new TreeMap<Long, JsonNode>();
        for (var line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            var run = JSON.readTree(line);
            var size = run.path("parameters").path("offerings").asLong();
            if (size > 0) {
                runs.put(size, run);
            }
        }
        return new Runs(runs);
    }

    /** A figure of every line that has it, by the line's name, over the sizes. */
    Map<String, NavigableMap<Long, Double>> figures(Figure figure) {
        var figures = new LinkedHashMap<String, NavigableMap<Long, Double>>();
        bySize.forEach((size, run) -> run.path("lines")
                .valueStream()
                .filter(line -> line.has(figure.key()))
                .forEach(line -> figures.computeIfAbsent(
                                line.path("what").asString().strip(), _ -> new TreeMap<>())
                        .put(size, line.path(figure.key()).asDouble())));
        return figures;
    }
}
