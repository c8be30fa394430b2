package market.tessera.benchmarks.stage;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Keeps every reader of the event logs where it is, by a transaction that stays open: readers only read what began before every running one.
 * Closing lets them go on.
 */
public final class HeldLog implements AutoCloseable {
    private final Connection transaction;

    private HeldLog(Connection transaction) {
        this.transaction = transaction;
    }

    public static HeldLog of(Stage stage) throws SQLException {
        var connection = stage.connect();
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("select pg_current_xact_id()");
        }
        return new HeldLog(connection);
    }

    @Override
    public void close() throws SQLException {
        transaction.close();
    }
}
