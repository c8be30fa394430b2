package market.tessera.platform.eventlog;

import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.Objects;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.retry.Retry;

/**
 * What is announced ({@code NOTIFY}) of logs. An application listens on one connection, however many readers follow however many logs, since each that
 * listens is woken by every announcement; and beside the pool: what is kept for ever would be missing there for work.
 */
final class Announcements {
    /** Of no type: anything may have happened that nobody was told of. */
    static final String ANYTHING = "";

    private final ConnectionFactory connections;
    /** Each the name of a log, a space, and a type of its events. */
    private final Flux<String> all;

    /** @param connections what is beneath it is used if it is a pool */
    Announcements(ConnectionFactory connections) {
        this.connections = beneath(connections);
        this.all = listening();
    }

    /** Types of events as they happen, {@link #ANYTHING} at first and whenever the connection had to be renewed. Never ends. */
    Flux<String> of(String log) {
        var name = log + " ";
        return Flux.merge(
                all.filter(told -> told.equals(ANYTHING) || told.startsWith(name))
                        .map(told -> told.equals(ANYTHING) ? ANYTHING : told.substring(name.length())),
                Mono.just(ANYTHING));
    }

    private Flux<String> listening() {
        return Flux.usingWhen(
                        Mono.defer(() -> Mono.from(connections.create())),
                        connection -> listen((PostgresqlConnection) connection),
                        Connection::close)
                .concatWith(Mono.error(() -> new IllegalStateException("The listening connection was closed")))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                        .maxBackoff(Duration.ofSeconds(5))
                        .transientErrors(true))
                .share();
    }

    private static Flux<String> listen(PostgresqlConnection connection) {
        var begun = Flux.from(connection.createStatement("listen event_log").execute())
                .flatMap(result -> result.getRowsUpdated())
                .then(Mono.just(ANYTHING));
        return Flux.merge(connection.getNotifications().map(Announcements::told), begun);
    }

    private static String told(Notification announcement) {
        return Objects.requireNonNullElse(announcement.getParameter(), ANYTHING);
    }

    private static ConnectionFactory beneath(ConnectionFactory connections) {
        return connections instanceof Wrapped<?> wrapped && wrapped.unwrap() instanceof ConnectionFactory inner
                ? beneath(inner)
                : connections;
    }
}
