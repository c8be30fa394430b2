package market.tessera.provider;

import java.util.Map;
import market.tessera.sandbox.servers.TestServers;
import market.tessera.sandbox.servers.TestServersInitializer;
import org.flywaydb.core.Flyway;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The log that checkout would keep, in the tests' database. */
public final class CommerceLog implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final String PASSWORD = "test";

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Flyway.configure()
                .dataSource(url(), "checkout", PASSWORD)
                .locations("classpath:db/migration/platform/log")
                .defaultSchema("commerce")
                .placeholders(Map.of("logReaders", "provider_portal"))
                .load()
                .migrate();
    }

    /** Says something as checkout does. */
    public static void tell(String type, String subject, long version, String json) {
        JdbcClient.create(new DriverManagerDataSource(url(), "checkout", PASSWORD))
                .sql(
                        "insert into commerce.event_log (source, type, subject, version, data) values ('/checkout', ?, ?, ?, ?::jsonb)")
                .params(type, subject, version, json)
                .update();
    }

    private static String url() {
        return TestServers.addresses().jdbcUrl(TestServersInitializer.database());
    }
}
