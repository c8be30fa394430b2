package market.tessera.benchmarks.stage;

import java.time.Duration;
import java.util.stream.Stream;

/** Reads how much processor time the processes of a stage take. What else happens on the machine moves that far less than it moves the clock. */
public final class Meter {
    private final Processes processes;
    private Spent begin;

    Meter(Processes processes) {
        this.processes = processes;
        this.begin = now();
    }

    /**
     * Processor time in milliseconds; of several processes, of those that still run.
     *
     * @param applications the JVM with the four applications and the simulators
     */
    public record Spent(double applications, double openSearch, double postgres) {
        public Spent and(Spent other) {
            return new Spent(
                    applications + other.applications, openSearch + other.openSearch, postgres + other.postgres);
        }
    }

    /** From here on. */
    public void start() {
        begin = now();
    }

    /** Since the start. */
    public Spent spent() {
        var now = now();
        return new Spent(
                now.applications - begin.applications,
                now.openSearch - begin.openSearch,
                now.postgres - begin.postgres);
    }

    private Spent now() {
        return new Spent(
                milliseconds(processes.applications()),
                milliseconds(processes.openSearch()),
                milliseconds(processes.postgres()));
    }

    private static double milliseconds(Stream<ProcessHandle> processes) {
        return processes
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToLong(Duration::toMillis)
                .sum();
    }
}
