package market.tessera.platform.eventlog;

import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * What is announced ({@code NOTIFY}) of logs. An application listens to each log on one connection, however many of its readers follow it, and beside
 * the pool: what is kept for ever would be missing there for work.
 */
final class Announcements {
    /** Of no type: anything may have happened that nobody was told of. */
    static final String ANYTHING = "";

    private final ConnectionFactory connections;
    private final Map<String, Flux<String>> logs = new ConcurrentHashMap<>();

    /** @param connections what is beneath it is used if it is a pool */
    Announcements(ConnectionFactory connections) {
        this.connections = beneath(connections);
    }

    /** Types of events as they happen, {@link #ANYTHING} at first and whenever the connection had to be renewed. Never ends. */
    Flux<String> of(String log) {
        return Flux.merge(logs.computeIfAbsent(log, this::listening), Mono.just(ANYTHING));
    }

    private Flux<String> listening(String log) {
        return Flux.usingWhen(
                        Mono.defer(() -> Mono.from(connections.create())),
                        connection -> listen((PostgresqlConnection) connection, "event_log_" + log),
                        Connection::close)
                .concatWith(Mono.error(() -> new IllegalStateException("The listening connection was closed")))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                        .maxBackoff(Duration.ofSeconds(5))
                        .transientErrors(true))
                .share();
    }

    private static Flux<String> listen(PostgresqlConnection connection, String channel) {
        var begun = Flux.from(connection.createStatement("listen " + channel).execute())
                .flatMap(result -> result.getRowsUpdated())
                .then(Mono.just(ANYTHING));
        return Flux.merge(connection.getNotifications().map(Announcements::type), begun);
    }

    private static String type(Notification announcement) {
        return Objects.requireNonNullElse(announcement.getParameter(), ANYTHING);
    }

    private static ConnectionFactory beneath(ConnectionFactory connections) {
        return connections instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof ConnectionFactory inner
                ? beneath(inner)
                : connections;
    }
}
