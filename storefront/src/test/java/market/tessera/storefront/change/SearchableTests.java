package market.tessera.storefront.change;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.eventlog.LoggedEvent.Position;
import market.tessera.storefront.SampleIndex;
import market.tessera.storefront.StorefrontTest;
import market.tessera.storefront.catalogue.IndexedVersions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@StorefrontTest
class SearchableTests {
    private final String id = UUID.randomUUID().toString();
    private final String later = UUID.randomUUID().toString();

    @Autowired
    IndexedVersions index;

    @AfterEach
    void asItWas() {
        SampleIndex.deleteAll("offerings", List.of(id, later));
    }

    @Test
    void waitsForTheVersionThatTheLogTells() {
        var looks = new AtomicInteger();
        show(id, 1, new Position("800", 1));
        var waiting = searchable(looks)
                .await(List.of(event(2, new Position("800", 2))))
                .toFuture();
        var before = looks.get();

        show(later, 1, new Position("800", 1));
        assertThat(waiting).isNotDone();
        show(id, 2, new Position("800", 2));

        await().until(waiting::isDone);
        assertThat(looks.get()).isEqualTo(before);
    }

    @Test
    void waitsForNothingThatTheIndexHasLongGonePast() {
        show(later, 1, new Position("800", 9));
        var looks = new AtomicInteger();

        var waiting = searchable(looks)
                .await(List.of(event(1, new Position("800", 1))))
                .toFuture();

        await().until(waiting::isDone);
        assertThat(looks.get()).isGreaterThan(2);
    }

    /** With a clock that goes on by four seconds whenever somebody looks at it. */
    private Searchable searchable(AtomicInteger looks) {
        return new Searchable(index, new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.EPOCH.plus(Duration.ofSeconds(4L * looks.incrementAndGet()));
            }
        });
    }

    private LoggedEvent event(long version, Position position) {
        return new LoggedEvent(
                position,
                UUID.randomUUID(),
                "/provider-portal",
                "offering.published",
                id,
                version,
                Instant.now(),
                JsonMapper.shared().createObjectNode());
    }

    private static void show(String id, long version, Position position) {
        SampleIndex.put(
                "offerings",
                SampleIndex.offerings()
                        .getFirst()
                        .deepCopy()
                        .put("id", id)
                        .put("version", version)
                        .put("position", position.sortable()));
    }
}
