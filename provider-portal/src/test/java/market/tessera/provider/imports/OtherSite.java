package market.tessera.provider.imports;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Somebody's web server, which answers as it is told and remembers what it was asked. */
public final class OtherSite implements AutoCloseable {
    private final HttpServer server;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    public record Answer(int status, Map<String, String> headers, String body) {
        public static Answer of(String type, String body) {
            return new Answer(200, Map.of("Content-Type", type), body);
        }

        public static Answer of(String type, byte[] file) {
            return of(type, new String(file, StandardCharsets.ISO_8859_1));
        }

        private byte[] bytes() {
            return body.getBytes(
                    headers.getOrDefault("Content-Type", "").matches("image/.*|application/pdf")
                            ? StandardCharsets.ISO_8859_1
                            : StandardCharsets.UTF_8);
        }

        public Answer with(String header, String value) {
            var all = new java.util.HashMap<>(headers);
            all.put(header, value);
            return new Answer(status, all, body);
        }
    }

    public record Asked(String path, Map<String, List<String>> headers) {
        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    public OtherSite() {
        try {
            server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /** @param path with its query */
    public String at(String path, Answer answer) {
        answers.put(path, answer);
        return address(path);
    }

    String address(String path) {
        return "http://localhost:" + server.getAddress().getPort() + path;
    }

    public List<Asked> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var path = exchange.getRequestURI().toString();
        asked.add(new Asked(path, Map.copyOf(exchange.getRequestHeaders())));
        var answer = answers.getOrDefault(path, new Answer(404, Map.of(), ""));
        var etag = answer.headers().get("ETag");
        var same = etag != null && etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
        answer.headers().forEach(exchange.getResponseHeaders()::set);
        var body = answer.bytes();
        exchange.sendResponseHeaders(same ? 304 : answer.status(), same || body.length == 0 ? -1 : body.length);
        if (!same && body.length > 0) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
