package market.tessera.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import market.tessera.benchmarks.Options.UnusableOptions;
import market.tessera.benchmarks.report.Machine;
import market.tessera.benchmarks.report.Plot;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.report.Results;
import market.tessera.benchmarks.stage.StageFailure;

/** {@code ./benchmark NAME}: runs one benchmark, prints its table, keeps its figures. */
public final class Benchmark {
    private Benchmark() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        var words = List.of(arguments);
        if (words.contains("--help") || words.contains("-h")) {
            System.out.println(Options.USAGE);
            return;
        }
        var home = Path.of(System.getProperty("tessera.home", "."))
                .toAbsolutePath()
                .normalize();
        try {
            if (words.equals(List.of("plot"))) {
                plot(home);
                return;
            }
            run(Options.parse(words, home), home);
        } catch (UnusableOptions unusable) {
            System.err.println(unusable.getMessage() + "\n\n" + Options.USAGE);
            System.exit(2);
        } catch (StageFailure failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
    }

    private static void plot(Path home) throws IOException {
        var file = home.resolve("docs/performance.svg");
        System.out.println(
                Plot.draw(home.resolve("benchmarks/results"), file)
                        ? "  Drawn in " + home.relativize(file)
                        : "  There are no runs in benchmarks/results yet.");
    }

    private static void run(Options options, Path home) throws IOException, SQLException {
        var machine = Machine.here(home);
        System.out.printf(
                "%s: %,d offerings, %s%n", options.benchmark(), options.plan().size(), machine);
        options.scenario().run(options.plan(), report -> keep(report, machine, home));
    }

    private static void keep(Report report, Machine machine, Path home) {
        try {
            System.out.println(report.table());
            var file = Results.append(home.resolve("benchmarks/results"), report, machine);
            System.out.println("  Kept in " + home.relativize(file));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
