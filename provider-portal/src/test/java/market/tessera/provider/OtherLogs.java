package market.tessera.provider;

import java.util.Map;
import market.tessera.sandbox.servers.TestServers;
import market.tessera.sandbox.servers.TestServersInitializer;
import org.flywaydb.core.Flyway;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The logs that checkout and the storefront would keep, in the tests' database. */
public final class OtherLogs implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String PASSWORD = "test";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        begin("checkout", "commerce");
        begin("storefront", "learner");
    }

    private static void begin(String role, String schema) {
        Flyway.configure()
                .dataSource(url(), role, PASSWORD)
                .locations("classpath:db/migration/platform/log")
                .defaultSchema(schema)
                .placeholders(Map.of("logReaders", "provider_portal"))
                .load()
                .migrate();
    }

    /** Says something as checkout does. */
    public static void tell(String type, String subject, long version, String json) {
        append("checkout", "commerce", type, subject, version, json);
    }

    /** Says something as the storefront does. */
    public static void tellOfLearners(String type, String subject, long version, String json) {
        append("storefront", "learner", type, subject, version, json);
    }

    private static void append(String role, String schema, String type, String subject, long version, String json) {
        JdbcClient.create(new DriverManagerDataSource(url(), role, PASSWORD))
                .sql("insert into " + schema
                        + ".event_log (source, type, subject, version, data) values (?, ?, ?, ?, ?::jsonb)")
                .params("/" + role, type, subject, version, json)
                .update();
    }

    private static String url() {
        return TestServers.addresses().jdbcUrl(TestServersInitializer.database());
    }
}
