package market.tessera.sandbox.launcher;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.reactive.ReactiveWebServerFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The applications of this JVM, each in its own context exactly as it would run alone, mounted under the one origin. */
final class Applications implements AutoCloseable {
    private final Origin origin;
    private final int port;
    private final Map<String, Object> shared;
    private final Deque<ConfigurableApplicationContext> running = new ArrayDeque<>();

    /**
     * @param shared settings that every application gets, by the names of the environment variables that production uses
     */
    Applications(Origin origin, int port, Map<String, Object> shared) {
        this.origin = origin;
        this.port = port;
        this.shared = Map.copyOf(shared);
    }

    /**
     * @param own settings of this application alone; they win over the shared ones
     */
    ConfigurableApplicationContext start(String name, SpringApplicationBuilder application, Map<String, Object> own) {
        var settings = new HashMap<>(shared);
        settings.putAll(own);
        settings.put("spring.main.register-shutdown-hook", "false");
        var context =
                application.initializers(settings(settings), mounting(name)).run();
        running.push(context);
        return context;
    }

    private static ApplicationContextInitializer<ConfigurableApplicationContext> settings(
            Map<String, Object> settings) {
        return context ->
                context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("sandbox", settings));
    }

    private ApplicationContextInitializer<GenericApplicationContext> mounting(String name) {
        return context -> context.registerBean(
                ReactiveWebServerFactory.class,
                () -> handler -> new MountedServer(() -> origin.mount(name, handler), port));
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            running.pop().close();
        }
    }
}
