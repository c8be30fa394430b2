package market.tessera.sandbox.servers;

import java.util.HashMap;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Points an application's test context at the shared servers and at a database and an index prefix of this JVM's own, and gives it keys for
 * session tokens:
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
        var properties = new HashMap<String, Object>(TestIdentityKeys.environment());
        properties.put("TESSERA_DB_HOST", servers.postgresHost());
        properties.put("TESSERA_DB_PORT", servers.postgresPort());
        properties.put("TESSERA_DB_NAME", Holder.DATABASE);
        properties.put("TESSERA_DB_PASSWORD", TestServers.PASSWORD);
        properties.put("TESSERA_OPENSEARCH_URL", servers.openSearchUrl());
        properties.put("TESSERA_INDEX_PREFIX", Holder.DATABASE);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test servers", properties));
    }
}
