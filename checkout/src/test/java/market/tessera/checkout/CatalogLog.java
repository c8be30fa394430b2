package market.tessera.checkout;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import market.tessera.sandbox.servers.TestServers;
import market.tessera.sandbox.servers.TestServersInitializer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The other applications' logs, written to as they write. */
public final class CatalogLog {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final String database;

    public CatalogLog() {
        this(TestServersInitializer.database());
    }

    public CatalogLog(String database) {
        this.database = database;
    }

    public void publish(Listing listing) {
        append(
                "catalog",
                listing.published() ? "offering.published" : "offering.withdrawn",
                listing.id(),
                listing.version(),
                json(listing));
    }

    public void provider(UUID id, long version, Map<String, Object> data) {
        append("catalog", "provider.updated", id, version, JSON.writeValueAsString(data));
    }

    public void accountConfirmed(UUID learner, String email) {
        append(
                "learner",
                "account.confirmed",
                learner,
                1,
                JSON.writeValueAsString(Map.of("id", learner, "email", email, "name", "Amara Okafor")));
    }

    public static String json(Listing listing) {
        ObjectNode data = JSON.createObjectNode()
                .put("id", listing.id().toString())
                .put("slug", listing.slug())
                .put("status", listing.published() ? "published" : "withdrawn")
                .put("edition", 1);
        data.putObject("provider")
                .put("id", listing.provider().id().toString())
                .put("slug", "provider-" + listing.provider().id())
                .put("name", listing.provider().name())
                .put("country", "NO")
                .put("hue", 188)
                .put("verified", true);
        data.putObject("elements")
                .put("title", listing.title())
                .putObject("refund")
                .put("days", 14);
        var intakes = data.putArray("intakes");
        for (var intake : listing.intakes()) {
            var node = intakes.addObject()
                    .put("id", intake.id().toString())
                    .put("selfPaced", true)
                    .put("seats", intake.seats())
                    .put("closes", intake.closes())
                    .put("waitlist", intake.waitlist())
                    .put("timeZone", "Europe/Oslo");
            if (intake.price() != null) {
                node.putObject("price").put("amount", intake.price()).put("currency", intake.currency());
            }
        }
        return data.toString();
    }

    /** Events of one subject, in one transaction, so that whoever reads the log meets all of them at once. */
    public void append(String schema, String type, UUID subject, long version, String... data) {
        try (Connection connection =
                        DriverManager.getConnection(TestServers.addresses().jdbcUrl(database), "postgres", "postgres");
                var insert = connection.prepareStatement("""
                        insert into %s.event_log (source, type, subject, version, data)
                        select ?, ?, ?, ?, told::jsonb from unnest(?::text[]) as told
                        """.formatted(schema))) {
            insert.setString(1, "/" + schema);
            insert.setString(2, type);
            insert.setString(3, subject.toString());
            insert.setLong(4, version);
            insert.setArray(5, connection.createArrayOf("text", data));
            insert.executeUpdate();
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
    }
}
