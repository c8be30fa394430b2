package market.tessera.indexer;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import market.tessera.sandbox.servers.TestServers;
import market.tessera.sandbox.servers.TestServersInitializer;
import org.flywaydb.core.Flyway;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The logs of the catalog and of checkout, written by the test in their owners' names. */
public final class TestLogs implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        create("catalog", "provider_portal");
        create("commerce", "checkout");
    }

    private static void create(String schema, String owner) {
        Flyway.configure()
                .dataSource(url(), owner, "test")
                .locations("classpath:db/migration/platform/log")
                .defaultSchema(schema)
                .placeholders(Map.of("logReaders", "catalog_indexer"))
                .load()
                .migrate();
    }

    public static void publish(ObjectNode offering, long version) {
        catalog("offering.published", offering, version);
    }

    public static void withdraw(ObjectNode offering, long version) {
        var withdrawn = offering.deepCopy().put("status", "withdrawn");
        catalog("offering.withdrawn", withdrawn, version);
    }

    public static void catalog(String type, JsonNode data, long version) {
        append("catalog", "provider_portal", List.of(new Entry(type, data, version)));
    }

    public static void catalog(List<Entry> entries) {
        append("catalog", "provider_portal", entries);
    }

    public static void commerce(String type, JsonNode data, long version) {
        append("commerce", "checkout", List.of(new Entry(type, data, version)));
    }

    public record Entry(String type, JsonNode data, long version) {}

    private static void append(String schema, String owner, List<Entry> entries) {
        try (var connection = DriverManager.getConnection(url(), owner, "test");
                var insert = connection.prepareStatement("insert into " + schema
                        + ".event_log (source, type, subject, version, data) values (?, ?, ?, ?, ?::jsonb)")) {
            connection.setAutoCommit(false);
            for (var entry : entries) {
                insert.setString(1, "/" + owner.replace('_', '-'));
                insert.setString(2, entry.type());
                insert.setString(3, entry.data().path("id").asString());
                insert.setLong(4, entry.version());
                insert.setString(5, entry.data().toString());
                insert.addBatch();
            }
            insert.executeBatch();
            connection.commit();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }

    private static String url() {
        return TestServers.addresses().jdbcUrl(TestServersInitializer.database());
    }
}
