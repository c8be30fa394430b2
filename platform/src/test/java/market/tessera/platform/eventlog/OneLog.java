package market.tessera.platform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.r2dbc.postgresql.PostgresqlConnectionFactory;
import io.r2dbc.spi.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import market.tessera.platform.MigratedDatabase;
import market.tessera.platform.eventlog.LogSubscription.Order;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** A database with one log, and a subscription that remembers what it has received. */
abstract class OneLog {
    final List<LoggedEvent> received = new CopyOnWriteArrayList<>();
    final JsonMapper json = JsonMapper.shared();
    PostgresqlConnectionFactory connections;
    DatabaseClient database;
    EventLog log;
    LogSubscriptions subscriptions;
    LogSubscription subscription;

    @BeforeEach
    void aDatabaseWithOneLog() {
        connections = MigratedDatabase.with("db/migration/platform");
        database = DatabaseClient.create(connections);
        log = new EventLog(database, json, "checkout");
        subscriptions = new LogSubscriptions(new LogReader(database, json), new Cursors(database), connections);
    }

    @AfterEach
    void stop() {
        if (subscription != null) {
            subscription.stop();
        }
    }

    static Event event(String subject, long version) {
        return new Event("thing.changed", subject, version, Map.of("name", subject));
    }

    static String insert(String subject) {
        return "insert into event_log (source, type, subject, version, data) values ('/checkout', 'thing.changed', '%s', 1, '{}')"
                .formatted(subject);
    }

    void append(Event... events) {
        log.append(List.of(events)).block();
    }

    void follow(EventHandler handler) {
        follow(Order.of("commerce", "test"), handler);
    }

    void follow(Order order, EventHandler handler) {
        subscription = subscriptions.subscribe(order, handler);
        subscription.start();
    }

    Mono<Void> receive(List<LoggedEvent> batch) {
        return Mono.fromRunnable(() -> received.addAll(batch));
    }

    void awaitReceived(int count) {
        await().until(() -> received.size() >= count);
        assertThat(received).hasSize(count);
    }

    static void execute(Connection connection, String sql) {
        Flux.from(connection.createStatement(sql).execute())
                .flatMap(result -> result.getRowsUpdated())
                .blockLast();
    }
}
