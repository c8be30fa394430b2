package market.tessera.sandbox.launcher;

import java.net.BindException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ReactorHttpHandlerAdapter;
import reactor.core.publisher.Mono;
import reactor.netty.ChannelBindException;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

/** The one HTTP server, on loopback: picks the application by path, as a reverse proxy does in production. */
final class Origin implements AutoCloseable {
    /** As in the applications, where each has a server of its own. */
    private static final int LONGEST_LINE = 32 * 1024;

    private final Map<String, HttpHandler> applications = new ConcurrentHashMap<>();
    private final DisposableServer server;

    private Origin(int port) {
        this.server = HttpServer.create()
                .host("127.0.0.1")
                .port(port)
                .compress(1024)
                .httpRequestDecoder(decoder -> decoder.maxInitialLineLength(LONGEST_LINE))
                .idleTimeout(Duration.ofMinutes(1))
                .handle(new ReactorHttpHandlerAdapter(this::dispatch))
                .bindNow();
    }

    /** Takes the port at once, so that a port in use is found out before anything else is started. */
    static Origin open(int port) {
        try {
            return new Origin(port);
        } catch (ChannelBindException | IllegalStateException failure) {
            if (failure instanceof ChannelBindException || failure.getCause() instanceof BindException) {
                throw new LaunchFailure(
                        "Port %d is in use; stop what listens there or choose another with --port.".formatted(port),
                        failure);
            }
            throw failure;
        }
    }

    void mount(String name, HttpHandler handler) {
        applications.put(name, handler);
    }

    private Mono<Void> dispatch(
            org.springframework.http.server.reactive.ServerHttpRequest request,
            org.springframework.http.server.reactive.ServerHttpResponse response) {
        var application = applications.get(
                Routes.owner(request.getPath().pathWithinApplication().value()));
        if (application == null) {
            response.setStatusCode(HttpStatus.SERVICE_UNAVAILABLE);
            response.getHeaders().add("Retry-After", "5");
            return response.setComplete();
        }
        return application.handle(request, response);
    }

    @Override
    public void close() {
        server.disposeNow(Duration.ofSeconds(5));
    }
}
