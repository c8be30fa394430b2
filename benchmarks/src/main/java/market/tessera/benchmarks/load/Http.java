package market.tessera.benchmarks.load;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import reactor.core.publisher.Mono;
import reactor.netty.ByteBufFlux;
import reactor.netty.ByteBufMono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.HttpClientResponse;
import reactor.netty.resources.ConnectionProvider;

/** Asks one server, over at most so many connections, without compression. An answer that is not of the 200s is a failure. */
public final class Http implements AutoCloseable {
    private final ConnectionProvider connections;
    private final HttpClient client;

    public Http(URI base, int connections) {
        this.connections = ConnectionProvider.builder("benchmark")
                .maxConnections(connections)
                .build();
        this.client =
                HttpClient.create(this.connections).baseUrl(base.toString()).responseTimeout(Duration.ofMinutes(2));
    }

    /** With these headers on every request. */
    private Http(ConnectionProvider connections, HttpClient client) {
        this.connections = connections;
        this.client = client;
    }

    public Http with(Map<String, String> headers) {
        return new Http(connections, client.headers(all -> headers.forEach(all::set)));
    }

    /** The client below, for those who bring their own way of asking. */
    public HttpClient client() {
        return client;
    }

    public Mono<String> get(String path) {
        return client.get().uri(path).responseSingle(Http::text);
    }

    /** The answer's status, whatever it is. */
    public Mono<Integer> any(String path) {
        return client.get()
                .uri(path)
                .responseSingle((response, content) ->
                        content.then(Mono.just(response.status().code())));
    }

    /** Number of bytes in the body, which is read but not looked at. */
    public Mono<Integer> length(String path) {
        return client.get().uri(path).responseSingle(Http::length);
    }

    /** As {@link #length(String)}, of the answer to a JSON body. */
    public Mono<Integer> length(String path, byte[] json) {
        return json().post().uri(path).send(body(json)).responseSingle(Http::length);
    }

    public Mono<String> post(String path, byte[] json) {
        return json().post().uri(path).send(body(json)).responseSingle(Http::text);
    }

    public Mono<String> post(String path, Path json) {
        return json().post().uri(path).send(ByteBufFlux.fromPath(json)).responseSingle(Http::text);
    }

    public Mono<String> put(String path, byte[] json) {
        return json().put().uri(path).send(body(json)).responseSingle(Http::text);
    }

    public Mono<String> delete(String path) {
        return client.delete().uri(path).responseSingle(Http::text);
    }

    private HttpClient json() {
        return client.headers(headers -> headers.set("Content-Type", "application/json"));
    }

    private static Mono<ByteBuf> body(byte[] bytes) {
        return Mono.fromSupplier(() -> Unpooled.wrappedBuffer(bytes));
    }

    private static Mono<String> text(HttpClientResponse response, ByteBufMono content) {
        return content.asString()
                .defaultIfEmpty("")
                .flatMap(body -> good(response) ? Mono.just(body) : Mono.error(refusal(response, body)));
    }

    private static Mono<Integer> length(HttpClientResponse response, ByteBufMono content) {
        return good(response)
                ? content.map(ByteBuf::readableBytes).defaultIfEmpty(0)
                : text(response, content).map(String::length);
    }

    private static boolean good(HttpClientResponse response) {
        return response.status().code() / 100 == 2;
    }

    private static IllegalStateException refusal(HttpClientResponse response, String body) {
        return new IllegalStateException(
                "%s answered %s: %.300s".formatted(response.resourceUrl(), response.status(), body));
    }

    @Override
    public void close() {
        connections.dispose();
    }
}
