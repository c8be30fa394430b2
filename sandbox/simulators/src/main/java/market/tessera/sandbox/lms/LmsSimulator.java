package market.tessera.sandbox.lms;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A learning system on loopback that speaks LTI 1.3 as a tool: login initiation, launch, a course page, scores by AGS. It believes nothing
 * that is not signed with the platform's published keys.
 */
public final class LmsSimulator implements AutoCloseable {
    private static final String CLIENT_ID = "tessera-campus";
    private static final String DEPLOYMENT_ID = "1";

    private final HttpServer server;
    private final ExecutorService threads;
    private final Platform platform;
    private final String url;

    private LmsSimulator(HttpServer server, ExecutorService threads, Platform platform, String url) {
        this.server = server;
        this.threads = threads;
        this.platform = platform;
        this.url = url;
    }

    /**
     * @param port to listen on; 0 takes any free one
     * @param platformUrl the marketplace's origin, which is also the issuer of its tokens
     * @param folder for the tool's key and what it knows of its learners; is created if missing
     */
    public static LmsSimulator start(int port, String platformUrl, Path folder) {
        try {
            Files.createDirectories(folder);
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var url = "http://%s:%d"
                    .formatted(
                            URI.create(platformUrl).getHost(),
                            server.getAddress().getPort());
            var key = ToolKey.in(folder);
            var platform = new Platform(platformUrl, CLIENT_ID, key);
            var check = new IdTokenCheck(platform, CLIENT_ID, DEPLOYMENT_ID, url + "/course");
            routes(
                    server,
                    new Tool(platform, check, new Journal(folder), CLIENT_ID, URI.create(url + "/lti/launch")),
                    key);
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            server.setExecutor(threads);
            server.start();
            return new LmsSimulator(server, threads, platform, url);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void routes(HttpServer server, Tool tool, ToolKey key) {
        server.createContext("/lti/login", handler(tool::login));
        server.createContext("/lti/launch", handler(tool::launch));
        server.createContext("/lti/jwks", handler(exchange -> exchange.send(200, "application/json", key.published())));
        server.createContext("/course/complete", handler(tool::complete));
        server.createContext("/course", handler(tool::course));
        server.createContext("/style.css", handler(exchange -> exchange.send(200, "text/css; charset=utf-8", style())));
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public String url() {
        return url;
    }

    /** What checkout's configuration needs to know, as {@code checkout.handoff.default-tool.*}. */
    public Map<String, String> registration() {
        return Map.of(
                "checkout.handoff.default-tool.client-id", CLIENT_ID,
                "checkout.handoff.default-tool.deployment-id", DEPLOYMENT_ID,
                "checkout.handoff.default-tool.login-url", url + "/lti/login",
                "checkout.handoff.default-tool.redirect-uris", url + "/lti/launch",
                "checkout.handoff.default-tool.jwks-url", url + "/lti/jwks",
                "checkout.handoff.default-tool.target-link-uri", url + "/course");
    }

    /**
     * Reports a score without anybody clicking.
     *
     * @return the platform's status code
     */
    public int send(String lineItem, ScoreReport report) {
        return platform.send(lineItem, report);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
        platform.close();
    }

    private static HttpHandler handler(Page page) {
        return http -> {
            try (http) {
                page.answer(new Exchange(http));
            }
        };
    }

    private static String style() throws IOException {
        try (InputStream file = LmsSimulator.class.getResourceAsStream("/lms/style.css")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Answers one kind of request. */
    private interface Page {
        void answer(Exchange exchange) throws IOException;
    }
}
