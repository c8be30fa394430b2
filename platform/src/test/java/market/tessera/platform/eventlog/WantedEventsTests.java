package market.tessera.platform.eventlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Set;
import market.tessera.platform.eventlog.LogSubscription.Order;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

class WantedEventsTests extends OneLog {
    @Test
    void passesByWhatAConsumerHasNotAskedFor() {
        append(event("a", 1), new Event("other.changed", "b", 1, Map.of()), event("c", 1));
        append(new Event("other.changed", "d", 1, Map.of()));
        var order = Order.of("commerce", "particular", "thing.changed");

        follow(order, this::receive);

        awaitReceived(2);
        assertThat(received).extracting(LoggedEvent::subject).containsExactly("a", "c");
        await().untilAsserted(() -> assertThat(behind(order)).isZero());
    }

    @Test
    void wakesOnlyThoseWhoWantWhatHasHappened() {
        var mine = new WakeUps(new Announcements(connections).of("commerce"), Set.of("thing.changed"));
        var counting = mine.count().subscribe();
        await().until(() -> mine.soFar().block() == 2); // it listens

        append(new Event("other.changed", "a", 1, Map.of()));
        append(event("b", 1), new Event("other.changed", "c", 1, Map.of()), event("d", 1));

        await().until(() -> mine.soFar().block() == 3);
        append(new Event("other.changed", "e", 1, Map.of()), event("f", 1));
        await().until(() -> mine.soFar().block() > 3);
        assertThat(mine.soFar().block()).isEqualTo(4);
        counting.dispose();
    }

    @Test
    void doesNotWaitForWhatAConsumerHasNotAskedFor() {
        var late = Mono.from(connections.create()).block();
        execute(late, "begin");
        execute(late, insert("late"));

        var batch = new LogReader(database, json)
                .read(Order.of("commerce", "particular", "other.changed"), Position.START)
                .block();

        assertThat(batch.more()).isFalse();
        execute(late, "rollback");
        Mono.from(late.close()).block();
    }

    @Test
    void sparesAConsumerTheBodiesItDoesNotAskFor() {
        append(event("a", 1));

        follow(Order.of("commerce", "headers").withoutBodies(), this::receive);

        awaitReceived(1);
        assertThat(received.getFirst().data().isMissingNode()).isTrue();
        assertThat(new LogReader(database, json)
                        .withBodies("commerce", received)
                        .block())
                .extracting(event -> event.data().path("name").asString())
                .containsExactly("a");
    }

    private long behind(Order order) {
        var cursor = new Cursors(database).find(order.consumer(), order.log()).block();
        return new LogSnapshots(database, json).behind(order.log(), cursor).block();
    }
}
