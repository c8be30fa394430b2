package market.tessera.benchmarks.bare;

import java.nio.file.Path;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import market.tessera.benchmarks.stage.Stage;

/** The rows that an import has made, written anew by PostgreSQL's {@code COPY} into tables of the same columns, checks and indexes, in one transaction. */
public final class BareCopy {
    /** What an offering, its versions, its runs and its telling consist of. */
    private static final List<String> TABLES = List.of("offering", "offering_version", "intake", "event_log");

    private BareCopy() {}

    /**
     * @param folder for files that the server writes and reads
     */
    public static double seconds(Stage stage, Path folder) throws SQLException {
        try (var connection = stage.connect();
                var statement = connection.createStatement()) {
            statement.execute("create schema bare");
            for (var table : TABLES) {
                statement.execute("create table bare.%1$s (like catalog.%1$s including all)".formatted(table));
                statement.execute(
                        "copy catalog.%s to %s (format binary)".formatted(table, file(statement, folder, table)));
            }
            connection.setAutoCommit(false);
            var begin = System.nanoTime();
            for (var table : TABLES) {
                statement.execute(
                        "copy bare.%s from %s (format binary)".formatted(table, file(statement, folder, table)));
            }
            connection.commit();
            return (System.nanoTime() - begin) / 1e9;
        }
    }

    private static String file(Statement statement, Path folder, String table) throws SQLException {
        return statement.enquoteLiteral(folder.resolve(table + ".copy").toString());
    }
}
