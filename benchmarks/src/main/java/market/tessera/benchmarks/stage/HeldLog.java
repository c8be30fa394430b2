package market.tessera.benchmarks.stage;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/**
 * Keeps every reader of the catalogue's log where it is, by taking the right to read it away. Closing gives it back; the readers try again within
 * two seconds.
 */
public final class HeldLog implements AutoCloseable {
    private static final String LOG = "catalog.event_log";

    private final Connection connection;
    private final List<String> readers;

    private HeldLog(Connection connection, List<String> readers) {
        this.connection = connection;
        this.readers = readers;
    }

    public static HeldLog of(Stage stage) throws SQLException {
        var connection = stage.connect();
        var log = new HeldLog(connection, readers(connection));
        log.change("revoke select on %s from %s");
        return log;
    }

    private static List<String> readers(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select grantee::regrole::text
                        from pg_class, aclexplode(relacl)
                        where pg_class.oid = '%s'::regclass and privilege_type = 'SELECT' and grantee <> relowner
                        """.formatted(LOG))) {
            var readers = new ArrayList<String>();
            while (rows.next()) {
                readers.add(rows.getString(1));
            }
            return readers;
        }
    }

    private void change(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql.formatted(LOG, String.join(", ", readers)));
        }
    }

    /** Takes what is in the log as read by everybody: they go on after its end. */
    public void skip() throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var schema : schemasOfReaders(statement)) {
                statement.execute("""
                        update %1$s.event_cursor set (xid, id) = (select xid, id from %2$s order by xid desc, id desc limit 1)
                        where log = '%3$s'
                        """.formatted(schema, LOG, LOG.substring(0, LOG.indexOf('.'))));
            }
        }
    }

    private static List<String> schemasOfReaders(Statement statement) throws SQLException {
        try (var rows = statement.executeQuery(
                "select table_schema from information_schema.tables where table_name = 'event_cursor'")) {
            var schemas = new ArrayList<String>();
            while (rows.next()) {
                schemas.add(rows.getString(1));
            }
            return schemas;
        }
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            change("grant select on %s to %s");
        }
    }
}
