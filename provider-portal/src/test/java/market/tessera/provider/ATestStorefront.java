package market.tessera.provider;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Takes the storefront's place: remembers what it is to show and shows its title. */
public final class ATestStorefront implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final List<Asked> ASKED = new CopyOnWriteArrayList<>();
    private static final AtomicBoolean DOWN = new AtomicBoolean();

    public record Asked(String path, String signature, String body) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }
    }

    public static Asked lastAsked() {
        return ASKED.getLast();
    }

    /** Runs something while the storefront answers nothing but errors. */
    public static void whileDown(Runnable something) {
        DOWN.set(true);
        try {
            something.run();
        } finally {
            DOWN.set(false);
        }
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        try {
            var server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
            server.createContext("/", ATestStorefront::answer);
            server.start();
            context.addApplicationListener(event -> {
                if (event instanceof org.springframework.context.event.ContextClosedEvent) {
                    server.stop(0);
                }
            });
            TestPropertyValues.of(Map.of(
                            "portal.storefront-url",
                            "http://localhost:" + server.getAddress().getPort()))
                    .applyTo(context);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void answer(HttpExchange exchange) throws IOException {
        var asked = new Asked(
                exchange.getRequestURI().getPath(),
                exchange.getRequestHeaders().getFirst("Tessera-Signature"),
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        ASKED.add(asked);
        var title = asked.json().at("/offering/elements/title").asString();
        var page = "<!DOCTYPE html><html lang=\"en\"><title>Preview</title><main><h1>%s</h1></main></html>"
                .formatted(title.replace("<", "&lt;"))
                .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/html;charset=UTF-8");
        exchange.sendResponseHeaders(DOWN.get() ? 500 : 200, page.length);
        exchange.getResponseBody().write(page);
        exchange.close();
    }
}
