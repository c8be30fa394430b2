package market.tessera.storefront;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import market.tessera.sandbox.servers.TestServers;
import market.tessera.sandbox.servers.TestServersInitializer;
import org.flywaydb.core.Flyway;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The catalog's log, written by the test in the portal's name. */
public final class CatalogLog implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Flyway.configure()
                .dataSource(url(), "provider_portal", "test")
                .locations("classpath:db/migration/platform/log")
                .defaultSchema("catalog")
                .placeholders(Map.of("logReaders", "storefront"))
                .load()
                .migrate();
    }

    public record Entry(String type, String subject, long version, JsonNode data) {}

    /** Appends in one transaction; where the entries stand, in order. */
    public static List<Position> append(List<Entry> entries) {
        try (var connection = DriverManager.getConnection(url(), "provider_portal", "test");
                var insert = connection.prepareStatement("""
                        insert into catalog.event_log (source, type, subject, version, data)
                        values ('/provider-portal', ?, ?, ?, ?::jsonb) returning xid::text, id
                        """)) {
            connection.setAutoCommit(false);
            var positions = new ArrayList<Position>();
            for (var entry : entries) {
                insert.setString(1, entry.type());
                insert.setString(2, entry.subject());
                insert.setLong(3, entry.version());
                insert.setString(4, entry.data().toString());
                try (var row = insert.executeQuery()) {
                    row.next();
                    positions.add(new Position(row.getString(1), row.getLong(2)));
                }
            }
            connection.commit();
            return positions;
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String url() {
        return TestServers.addresses().jdbcUrl(TestServersInitializer.database());
    }
}
