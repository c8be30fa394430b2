package market.tessera.platform;

import io.r2dbc.postgresql.PostgresqlConnectionConfiguration;
import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import java.util.Map;
import market.tessera.sandbox.servers.TestServers;
import org.flywaydb.core.Flyway;

/** A database of a test's own, with the platform's tables as checkout has them. */
public final class MigratedDatabase {
    private MigratedDatabase() {}

    /** @param location of the migrations, in the class path */
    public static PostgresqlConnectionFactory with(String location) {
        var servers = TestServers.addresses();
        var name = TestServers.createDatabase();
        Flyway.configure()
                .dataSource(servers.jdbcUrl(name), "checkout", "test")
                .locations("classpath:" + location)
                .defaultSchema("commerce")
                .placeholders(Map.of("logReaders", "provider_portal"))
                .load()
                .migrate();
        return new PostgresqlConnectionFactory(PostgresqlConnectionConfiguration.builder()
                .host(servers.postgresHost())
                .port(servers.postgresPort())
                .database(name)
                .username("checkout")
                .password("test")
                .build());
    }
}
