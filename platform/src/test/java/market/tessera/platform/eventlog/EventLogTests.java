package market.tessera.platform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import market.tessera.platform.eventlog.LogReader.Partition;
import market.tessera.platform.eventlog.LogSubscription.Order;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import market.tessera.sandbox.servers.TestServers;
import org.junit.jupiter.api.Test;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class EventLogTests extends OneLog {
    @Test
    void deliversInOrderWithTheWholeEnvelope() {
        append(event("a", 1), event("a", 2), event("b", 1));

        follow(this::receive);

        awaitReceived(3);
        assertThat(received).extracting(e -> e.subject() + e.version()).containsExactly("a1", "a2", "b1");
        assertThat(received.getFirst().source()).isEqualTo("/checkout");
        assertThat(received.getFirst().data().path("name").asString()).isEqualTo("a");
    }

    @Test
    void doesNotSkipATransactionThatCommitsLate() {
        follow(this::receive);
        var late = Mono.from(connections.create()).block();
        execute(late, "begin");
        execute(late, insert("late"));
        append(event("early", 1));

        execute(late, "commit");

        awaitReceived(2);
        assertThat(received).extracting(LoggedEvent::subject).containsExactly("late", "early");
        Mono.from(late.close()).block();
    }

    @Test
    void readsNothingBeyondAnOlderTransactionThatIsStillRunning() {
        var late = Mono.from(connections.create()).block();
        execute(late, "begin");
        execute(late, insert("late"));
        append(event("early", 1));

        var batch = new LogReader(database, json)
                .read(Order.of("commerce", "reader"), Position.START)
                .block();

        assertThat(batch.events()).isEmpty();
        assertThat(batch.more()).isTrue();
        execute(late, "rollback");
        Mono.from(late.close()).block();
    }

    @Test
    void forgetsAnEventWhoseTransactionIsRolledBack() {
        var transaction = TransactionalOperator.create(new R2dbcTransactionManager(connections));

        transaction
                .execute(tx -> log.append(event("undone", 1)).doOnSuccess(_ -> tx.setRollbackOnly()))
                .blockLast();
        append(event("done", 1));
        follow(this::receive);

        awaitReceived(1);
        assertThat(received).extracting(LoggedEvent::subject).containsExactly("done");
    }

    @Test
    void goesOnWhereItStoppedUnderTheSameName() {
        append(event("a", 1));
        follow(this::receive);
        awaitReceived(1);
        await().until(this::cursorMoved);
        subscription.stop();
        append(event("b", 1));

        follow(this::receive);

        awaitReceived(2);
        assertThat(received).extracting(LoggedEvent::subject).containsExactly("a", "b");
    }

    @Test
    void triesABatchAgainUntilTheHandlerSucceeds() {
        var attempts = new AtomicInteger();
        append(event("a", 1));

        follow(batch ->
                attempts.incrementAndGet() < 3 ? Mono.error(new IllegalStateException("not yet")) : receive(batch));

        awaitReceived(1);
        assertThat(attempts).hasValue(3);
    }

    @Test
    void givesEachPartitionItsOwnSubjectsAndTogetherAll() {
        append(IntStream.range(0, 50).mapToObj(i -> event("subject-" + i, 1)).toArray(Event[]::new));
        var reader = new LogReader(database, json);
        var all = Order.of("commerce", "reader");
        await().until(() -> !reader.read(all, Position.START).block().more());

        var split = Flux.range(0, 3)
                .concatMap(number -> reader.read(
                        new Order("commerce", "reader", Set.of(), true, 100, new Partition(number, 3), Duration.ZERO),
                        Position.START))
                .map(batch -> batch.events().stream().map(LoggedEvent::subject).toList())
                .collectList()
                .block();

        assertThat(split).allSatisfy(part -> assertThat(part).isNotEmpty());
        assertThat(split.stream().flatMap(List::stream)).hasSize(50).doesNotHaveDuplicates();
    }

    @Test
    void deliversWhateverNumbersTheDatabaseKeeps() {
        var writer = Mono.from(connections.create()).block();
        execute(writer, insert("endless").replace("'{}'", "'{\"hours\": 1e-16383, \"points\": 1e131071}'"));
        Mono.from(writer.close()).block();
        append(event("next", 1));

        follow(this::receive);

        awaitReceived(2);
        assertThat(received).extracting(LoggedEvent::subject).containsExactly("endless", "next");
        assertThat(received.getFirst().data().path("points").isNumber()).isTrue();
    }

    @Test
    void listensOnOneConnectionOutsideOfThePool() {
        var pool = new ConnectionPool(
                ConnectionPoolConfiguration.builder(connections).maxSize(2).build());
        var many = new LogSubscriptions(new LogReader(database, json), new Cursors(database), pool);
        var followers = IntStream.range(0, 5)
                .mapToObj(number -> many.subscribe(Order.of("commerce", "follower-" + number), this::receive))
                .toList();

        followers.forEach(LogSubscription::start);
        append(event("a", 1));

        awaitReceived(5);
        assertThat(listening()).isEqualTo(1);
        await().untilAsserted(() ->
                assertThat(pool.getMetrics().orElseThrow().acquiredSize()).isZero());
        followers.forEach(LogSubscription::stop);
        await().untilAsserted(() -> assertThat(listening()).isZero());
        pool.dispose();
    }

    private long listening() {
        return database.sql("""
                        select count(*) as connections from pg_stat_activity
                        where datname = current_database() and query = 'listen event_log'
                        """)
                .map(row -> row.get("connections", Long.class))
                .one()
                .block();
    }

    @Test
    void letsOtherApplicationsReadTheLogAndNothingElse() throws Exception {
        var name = database.sql("select current_database()")
                .map(row -> row.get(0, String.class))
                .one()
                .block();
        try (var reader =
                        DriverManager.getConnection(TestServers.addresses().jdbcUrl(name), "provider_portal", "test");
                var statement = reader.createStatement()) {
            assertThat(statement
                            .executeQuery("select count(*) from commerce.event_log")
                            .next())
                    .isTrue();
            assertThatThrownBy(() -> statement.executeQuery("select count(*) from commerce.event_cursor"))
                    .hasMessageContaining("permission denied");
            assertThatThrownBy(() -> statement.execute("delete from commerce.event_log"))
                    .hasMessageContaining("permission denied");
        }
    }

    private boolean cursorMoved() {
        return !new Cursors(database).find("test", "commerce").block().equals(Position.START);
    }
}
