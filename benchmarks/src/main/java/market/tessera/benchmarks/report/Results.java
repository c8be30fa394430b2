package market.tessera.benchmarks.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One JSON object a line for every run of a benchmark on this machine. */
public final class Results {
    private static final JsonMapper JSON = JsonMapper.shared();

    private Results() {}

    /**
     * @param folder one file for each benchmark
     * @return the file
     */
    public static Path append(Path folder, Report report, Machine machine) throws IOException {
        var file = Files.createDirectories(folder).resolve(report.benchmark() + ".jsonl");
        Files.writeString(
                file,
                JSON.writeValueAsString(json(report, machine)) + "\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
        return file;
    }

    private static ObjectNode json(Report report, Machine machine) {
        var result = JSON.createObjectNode()
                .put("benchmark", report.benchmark())
                .put("at", Instant.now().toString());
        result.set("machine", JSON.valueToTree(machine));
        result.set("parameters", JSON.valueToTree(report.parameters()));
        var lines = result.putArray("lines");
        report.lines().forEach(line -> lines.add(json(line)));
        result.set("goals", JSON.valueToTree(report.goals()));
        result.set("notes", JSON.valueToTree(report.notes()));
        return result;
    }

    private static ObjectNode json(Line line) {
        var node = JSON.createObjectNode().put("what", line.what());
        line.figures().forEach((figure, value) -> node.put(figure.key(), Math.round(value * 10_000) / 10_000.0));
        return node;
    }
}
