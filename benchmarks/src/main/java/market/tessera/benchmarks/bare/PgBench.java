package market.tessera.benchmarks.bare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import market.tessera.benchmarks.load.ClosedLoop;
import market.tessera.benchmarks.load.Latencies;
import market.tessera.benchmarks.load.Load;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.StageFailure;
import market.tessera.benchmarks.stage.Workshop;

/** PostgreSQL's own benchmark program; its log of transactions gives the percentiles. */
record PgBench(Path program, Stage stage, Workshop workshop) implements TpcB {
    private static final int MICROSECONDS = 2;

    @Override
    public String name() {
        return "bare PostgreSQL: pgbench, TPC-B";
    }

    @Override
    public Load run(ClosedLoop loop) throws IOException {
        start(List.of("-i", "-q", "-s", Integer.toString(SCALE)));
        start(transactions(loop.connections(), loop.warmUp()));
        var logs = Files.createDirectories(workshop.resolve("pgbench"));
        var arguments = new ArrayList<>(transactions(loop.connections(), loop.measured()));
        arguments.addAll(List.of("-l", "--log-prefix=" + logs.resolve("log")));
        start(arguments);
        return new Load(latencies(logs), 0, loop.measured().toNanos() / 1e9);
    }

    private static List<String> transactions(int clients, Duration time) {
        return List.of(
                "-n", "-c", Integer.toString(clients), "-j", "2", "-T", Long.toString(Math.max(1, time.toSeconds())));
    }

    private void start(List<String> arguments) throws IOException {
        var server = stage.postgres();
        var command = new ArrayList<>(List.of(
                program.toString(),
                "-h",
                server.getHost(),
                "-p",
                Integer.toString(server.getPort()),
                "-U",
                "postgres"));
        command.addAll(arguments);
        command.add(DATABASE);
        var output = workshop.resolve("pgbench.out");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().put("PGPASSWORD", "postgres");
        if (builder.start().onExit().join().exitValue() != 0) {
            throw new StageFailure("pgbench failed: " + Files.readString(output));
        }
    }

    private static Latencies latencies(Path logs) throws IOException {
        var latencies = new Latencies();
        try (var files = Files.list(logs)) {
            for (var file : files.toList()) {
                try (Stream<String> lines = Files.lines(file)) {
                    lines.map(line -> Long.parseLong(line.split(" ", -1)[MICROSECONDS]))
                            .map(micros -> Duration.ofNanos(micros * 1_000))
                            .forEach(latencies::record);
                }
            }
        }
        return latencies;
    }
}
