package market.tessera.sandbox.servers;

import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * Points an application's test context at the shared servers and at a database and an index prefix of this JVM's own, gives it keys for
 * session tokens and lets it hash passwords at little cost:
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

    /** What an application is told so that it runs on the shared servers, in a database and an index prefix of that name. */
    public static Map<String, Object> settings(String database) {
        var servers = TestServers.addresses();
        var settings = new HashMap<String, Object>(TestIdentityKeys.environment());
        settings.put("TESSERA_DB_HOST", servers.postgresHost());
        settings.put("TESSERA_DB_PORT", servers.postgresPort());
        settings.put("TESSERA_DB_NAME", database);
        settings.put("TESSERA_DB_PASSWORD", TestServers.PASSWORD);
        settings.put("TESSERA_OPENSEARCH_URL", servers.openSearchUrl());
        settings.put("TESSERA_INDEX_PREFIX", database);
        settings.put("tessera.passwords.memory-kib", "64");
        settings.put("tessera.passwords.iterations", "1");
        return settings;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("test servers", settings(Holder.DATABASE)));
    }
}
