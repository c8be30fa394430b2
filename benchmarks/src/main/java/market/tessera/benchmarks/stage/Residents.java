package market.tessera.benchmarks.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Memory that the processes of a stage hold at this moment, in megabytes (2^20 bytes). Memory that several processes share, as PostgreSQL's do, is
 * counted once (proportional set size). Zero where the system does not tell.
 *
 * @param applications the JVM with the four applications and the simulators
 */
public record Residents(double applications, double openSearch, double postgres) {

    static Residents of(ProcessHandle launcher, Path data) {
        return new Residents(
                megabytes(launcher),
                pid(data.resolve("opensearch.pid")).map(Residents::withChildren).orElse(0.0),
                pid(data.resolve("postgres/postmaster.pid"))
                        .map(Residents::withChildren)
                        .orElse(0.0));
    }

    public double total() {
        return applications + openSearch + postgres;
    }

    private static double withChildren(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .mapToDouble(Residents::megabytes)
                .sum();
    }

    private static double megabytes(ProcessHandle process) {
        try (var lines = Files.lines(Path.of("/proc", Long.toString(process.pid()), "smaps_rollup"))) {
            return lines.filter(line -> line.startsWith("Pss:"))
                            .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                            .sum()
                    / 1024.0;
        } catch (IOException untold) {
            return 0;
        }
    }

    private static Optional<ProcessHandle> pid(Path file) {
        try (var lines = Files.lines(file)) {
            return lines.findFirst().flatMap(line -> ProcessHandle.of(Long.parseLong(line.strip())));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
