package market.tessera.sandbox.servers;

import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Points an application's test context at the shared servers and at a database and an index prefix of this JVM's own:
 * {@code @ContextConfiguration(initializers = TestServersInitializer.class)}.
 */
public final class TestServersInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final class Holder {
        static final String DATABASE = TestServers.createDatabase();
    }

    /** The database of this JVM. */
    public static String database() {
        return Holder.DATABASE;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var servers = TestServers.addresses();
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test servers",
                        Map.of(
                                "TESSERA_DB_HOST",
                                servers.postgresHost(),
                                "TESSERA_DB_PORT",
                                servers.postgresPort(),
                                "TESSERA_DB_NAME",
                                Holder.DATABASE,
                                "TESSERA_DB_PASSWORD",
                                TestServers.PASSWORD,
                                "TESSERA_OPENSEARCH_URL",
                                servers.openSearchUrl(),
                                "TESSERA_INDEX_PREFIX",
                                Holder.DATABASE)));
    }
}
