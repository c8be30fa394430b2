package market.tessera.benchmarks.stage;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;

/** {@code catalog-indexer --rebuild}, a process of its own, against the servers of a stage. */
public final class RebuildCommand {
    /** Little, so that a rebuild whose memory grows with the catalogue does not come to its end. */
    private static final String HEAP = "-Xmx192m";

    private static final String BEGUN = "Rebuilding " + Offered.INDEX + " as";
    private static final String DONE = Offered.INDEX + " is served by";

    private final Path home;
    private final Stage stage;

    /** @param home root of the project, which has been built */
    public RebuildCommand(Path home, Stage stage) {
        this.home = home;
        this.stage = stage;
    }

    /**
     * How it went.
     *
     * @param seconds from an empty index until the offerings are served by the new one
     * @param processor milliseconds of processor time of the process, its start included
     * @param megabytes resident at its largest
     */
    public record Rebuilt(double seconds, double processor, double megabytes) {}

    public Rebuilt run() {
        try {
            var launcher = home.resolve("sandbox/launcher/target");
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            HEAP,
                            "-XX:+UseSerialGC",
                            "-cp",
                            Files.readString(launcher.resolve("classpath")).strip(),
                            "market.tessera.indexer.CatalogIndexerApplication",
                            "--rebuild")
                    .redirectErrorStream(true);
            builder.environment().putAll(stage.environment());
            return measured(builder.start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Rebuilt measured(Process process) throws IOException {
        var said = new StringBuilder();
        var begun = 0L;
        try (var lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                said.append(line).append('\n');
                if (line.contains(BEGUN)) {
                    begun = System.nanoTime();
                } else if (line.contains(DONE)) {
                    var seconds = (System.nanoTime() - begun) / 1e9;
                    var rebuilt = new Rebuilt(seconds, processor(process), largest(process));
                    end(process, lines);
                    return rebuilt;
                }
            }
        }
        throw new StageFailure("The rebuild did not come to its end. It said:\n" + said);
    }

    private static void end(Process process, BufferedReader rest) throws IOException {
        while (rest.readLine() != null) {
            // It writes the other indexes yet.
        }
        if (process.onExit().join().exitValue() != 0) {
            throw new StageFailure("The rebuild ended with " + process.exitValue());
        }
    }

    private static double processor(Process process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis();
    }

    private static double largest(Process process) throws IOException {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                            .map(line -> line.replaceAll("\\D", ""))
                            .filter(Objects::nonNull)
                            .mapToLong(Long::parseLong)
                            .sum()
                    / 1024.0;
        }
    }
}
