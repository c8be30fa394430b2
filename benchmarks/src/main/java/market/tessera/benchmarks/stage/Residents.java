package market.tessera.benchmarks.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Memory that the processes of a stage hold at this moment, in megabytes (2^20 bytes). Memory that several processes share, as PostgreSQL's do, is
 * counted once (proportional set size). Zero where the system does not tell.
 *
 * @param applications the JVM with the four applications and the simulators
 */
public record Residents(double applications, double openSearch, double postgres) {

    static Residents of(Processes processes) {
        return new Residents(
                megabytes(processes.applications()),
                megabytes(processes.openSearch()),
                megabytes(processes.postgres()));
    }

    public double total() {
        return applications + openSearch + postgres;
    }

    private static double megabytes(Stream<ProcessHandle> processes) {
        return processes.mapToDouble(Residents::megabytes).sum();
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
}
