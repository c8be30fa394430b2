package market.tessera.benchmarks.bare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.benchmarks.load.ClosedLoop;
import market.tessera.benchmarks.load.Load;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.Workshop;

/** The bank of TPC-B, as {@code pgbench} plays it: three updates, a query and an insert in each transaction, on a database of its own. */
public sealed interface TpcB permits PgBench, JdbcTpcB {
    String DATABASE = "tpcb";
    /** Branches: many more than callers, so that no row is fought over by all. */
    int SCALE = 100;

    String name();

    Load run(ClosedLoop loop) throws SQLException, IOException;

    /** By {@code pgbench} itself where it is installed. */
    static TpcB on(Stage stage, Workshop workshop) throws SQLException, IOException {
        try (var connection = stage.connect();
                var statement = connection.createStatement()) {
            statement.execute("create database " + DATABASE);
        }
        var program = program();
        return program.isPresent() ? new PgBench(program.get(), stage, workshop) : new JdbcTpcB(stage);
    }

    /** Takes the bank away, so that nobody waits for its tables to be written to the disk. */
    static void leave(Stage stage) throws SQLException {
        try (var connection = stage.connect();
                var statement = connection.createStatement()) {
            statement.execute("drop database " + DATABASE + " with (force)");
        }
    }

    private static Optional<Path> program() throws IOException {
        var folders = Stream.concat(
                Arrays.stream(System.getenv("PATH").split(":", -1)).map(Path::of), debian());
        return folders.map(folder -> folder.resolve("pgbench"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static Stream<Path> debian() throws IOException {
        var versions = Path.of("/usr/lib/postgresql");
        if (!Files.isDirectory(versions)) {
            return Stream.empty();
        }
        try (var found = Files.list(versions)) {
            return found.map(version -> version.resolve("bin")).toList().stream();
        }
    }
}
