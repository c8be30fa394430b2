package market.tessera.platform.eventlog;

import io.r2dbc.postgresql.api.Notification;
import io.r2dbc.postgresql.api.PostgresqlConnection;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import java.util.Set;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.util.retry.Retry;

/**
 * Counts the announcements ({@code NOTIFY}) of some types of events in one log, so that a reader who looks before it waits never misses one. They only save
 * waiting: what carries the promise is the reader's own slow poll.
 */
final class WakeUps {
    private final ConnectionFactory connections;
    private final String channel;
    private final Set<String> types;
    private final Sinks.Many<Long> counts = Sinks.many().replay().latestOrDefault(0L);

    /** @param types of events; all, if none is named */
    WakeUps(ConnectionFactory connections, String log, Set<String> types) {
        this.connections = connections;
        this.channel = "event_log_" + log;
        this.types = types;
    }

    /** Counts as long as it is subscribed to, on a connection of its own that is renewed when it breaks. */
    Flux<Long> count() {
        return Flux.usingWhen(Mono.from(connections.create()), this::listen, Connection::close)
                .concatWith(Mono.error(() -> new IllegalStateException("The listening connection was closed")))
                .retryWhen(Retry.backoff(Long.MAX_VALUE, Duration.ofMillis(200))
                        .maxBackoff(Duration.ofSeconds(5))
                        .transientErrors(true))
                .scan(0L, (count, _) -> count + 1)
                .doOnNext(counts::tryEmitNext);
    }

    /** How many there have been; at least the last one known. */
    Mono<Long> soFar() {
        return counts.asFlux().next();
    }

    /** Completes at the first announcement after {@code seen}, or when the time is up. */
    Mono<Void> after(long seen, Duration atMost) {
        return counts.asFlux()
                .filter(count -> count > seen)
                .next()
                .timeout(atMost, Mono.just(seen))
                .then();
    }

    /** Counts once more when it listens, for what was announced until then. */
    private Flux<Object> listen(Connection connection) {
        var postgres = unwrap(connection);
        var listening = Flux.from(postgres.createStatement("listen " + channel).execute())
                .flatMap(result -> result.getRowsUpdated())
                .then(Mono.just(channel));
        return Flux.merge(postgres.getNotifications().filter(this::concerns), listening);
    }

    /** One that names no type may be of any. */
    private boolean concerns(Notification announcement) {
        var type = announcement.getParameter();
        return types.isEmpty() || type == null || type.isEmpty() || types.contains(type);
    }

    private static PostgresqlConnection unwrap(Connection connection) {
        return connection instanceof PostgresqlConnection postgres
                ? postgres
                : (PostgresqlConnection) ((Wrapped<?>) connection).unwrap();
    }
}
