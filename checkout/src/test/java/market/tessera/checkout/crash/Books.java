package market.tessera.checkout.crash;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import market.tessera.sandbox.servers.TestServers;
import org.awaitility.Awaitility;

/** What checkout has written down, read and touched from outside. */
final class Books implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Connection connection;

    Books(String database) {
        connection = open(database);
    }

    /** A connection of its own, as another instance would have. */
    static Connection open(String database) {
        try {
            return DriverManager.getConnection(
                    TestServers.addresses().jdbcUrl(database) + "?currentSchema=commerce", "postgres", "postgres");
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    void run(String sql) {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    /** The first column of the first row, as text; empty if there is none. */
    String one(String sql) {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            return rows.next() ? String.valueOf(rows.getString(1)) : "";
        } catch (SQLException failure) {
            throw new IllegalStateException(sql, failure);
        }
    }

    void await(String sql, String expected) {
        Awaitility.await(sql)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> one(sql).equals(expected));
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
