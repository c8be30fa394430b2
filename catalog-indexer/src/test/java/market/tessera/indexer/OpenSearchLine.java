package market.tessera.indexer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import market.tessera.sandbox.servers.TestServers;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** The line between the application and OpenSearch, which a test can cut and mend. */
public final class OpenSearchLine implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final Set<Socket> OPEN = ConcurrentHashMap.newKeySet();
    private static final ServerSocket LISTENER = listen();
    private static volatile boolean cut;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource("OpenSearch line", Map.of("tessera.opensearch.urls", url())));
    }

    public static String url() {
        return "http://127.0.0.1:" + LISTENER.getLocalPort();
    }

    public static void cut() {
        cut = true;
        OPEN.forEach(OpenSearchLine::close);
    }

    public static void mend() {
        cut = false;
    }

    private static ServerSocket listen() {
        try {
            var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(OpenSearchLine::accept);
            return listener;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void accept() {
        while (true) {
            try {
                connect(LISTENER.accept());
            } catch (IOException refused) {
                throw new UncheckedIOException(refused);
            }
        }
    }

    private static void connect(Socket near) throws IOException {
        if (cut) {
            near.close();
            return;
        }
        var server = URI.create(TestServers.addresses().openSearchUrl());
        var far = new Socket(server.getHost(), server.getPort());
        OPEN.add(near);
        OPEN.add(far);
        Thread.ofVirtual().start(() -> pump(near, far));
        Thread.ofVirtual().start(() -> pump(far, near));
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            OPEN.remove(from);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
