package market.tessera.indexer.rebuild;

import static market.tessera.document.Offerings.bare;
import static market.tessera.document.Offerings.complete;
import static market.tessera.document.Offerings.json;
import static market.tessera.document.Offerings.unindexable;
import static market.tessera.document.Offerings.with;
import static market.tessera.indexer.SearchedIndex.alias;
import static market.tessera.indexer.SearchedIndex.awaitDocument;
import static market.tessera.indexer.SearchedIndex.awaitOffering;
import static market.tessera.indexer.SearchedIndex.document;
import static market.tessera.indexer.SearchedIndex.ids;
import static market.tessera.indexer.SearchedIndex.index;
import static market.tessera.indexer.SearchedIndex.indexes;
import static market.tessera.indexer.SearchedIndex.refresh;
import static market.tessera.indexer.SearchedIndex.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import market.tessera.document.Documents;
import market.tessera.document.Kind;
import market.tessera.indexer.CatalogIndexerApplication;
import market.tessera.indexer.IndexerTest;
import market.tessera.indexer.TestLogs;
import market.tessera.indexer.TestLogs.Entry;
import market.tessera.indexer.feed.FeedFixture;
import market.tessera.indexer.feed.ToldByCheckout;
import market.tessera.indexer.index.BulkWriter;
import market.tessera.indexer.index.Indices;
import market.tessera.indexer.index.Readiness;
import market.tessera.platform.eventlog.LogReader;
import market.tessera.platform.eventlog.LogSnapshots;
import market.tessera.platform.eventlog.LogSnapshots.Census;
import market.tessera.sandbox.servers.TestServersInitializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.r2dbc.core.DatabaseClient;

@IndexerTest
class RebuildTests {
    private final String id = UUID.randomUUID().toString();

    @Autowired
    private Rebuild rebuild;

    @Autowired
    private Indices indices;

    @Autowired
    private Readiness readiness;

    @Autowired
    private BulkWriter writer;

    @Autowired
    private LogSnapshots snapshots;

    @Autowired
    private LogReader reader;

    @Autowired
    private ToldByCheckout checkout;

    @Autowired
    private Documents documents;

    @Autowired
    private DatabaseClient database;

    @Test
    void servesAnewIndexWithEverythingInItAndThrowsTheOldOneAway() {
        TestLogs.publish(complete(id), 1);
        TestLogs.withdraw(complete(id + "-gone"), 2);
        awaitOffering(id);
        awaitOffering(id + "-gone");
        var before = index("offerings");

        rebuild.rebuild(Kind.OFFERING).block();

        assertThat(index("offerings")).isNotEqualTo(before);
        assertThat(indexes("offerings")).containsExactly(index("offerings"));
        assertThat(document("offerings", id).path("version").asLong()).isEqualTo(1);
        assertThat(document("offerings", id + "-gone").path("withdrawn").asBoolean())
                .isTrue();
    }

    @Test
    void keepsWhatCheckoutHasToldOfOfferings() {
        TestLogs.publish(complete(id), 1);
        TestLogs.commerce(
                "reputation.updated",
                json("{'id': '%1$s', 'offering': '%1$s', 'rating': {'average': 4.6, 'count': 31}}".formatted(id)),
                1);
        awaitDocument(
                "offerings", id, document -> document.at("/card/rating/count").asInt() == 31);

        rebuild.rebuild(Kind.OFFERING).block();

        assertThat(document("offerings", id).at("/card/rating/average").asDouble())
                .isEqualTo(4.6);
    }

    @Test
    void losesNothingThatIsPublishedMeanwhile() {
        TestLogs.catalog(IntStream.range(0, 600)
                .mapToObj(i -> new Entry("offering.published", bare(id + "-old-" + i), 1))
                .toList());
        var done = new AtomicBoolean();
        var publishing = Thread.ofVirtual().start(() -> {
            for (var i = 0; i < 40 || !done.get(); i++) {
                TestLogs.publish(bare(id + "-new-" + i), 1);
                TestLogs.publish(with(id + "-old-" + (i % 600), "{'title': 'Changed'}"), 2 + i);
                TestLogs.commerce(
                        "intake.seats",
                        json("{'id': 'x%1$s-%2$d', 'offering': '%1$s-old-%2$d', 'left': 1}".formatted(id, i % 600)),
                        2 + i);
            }
        });

        rebuild.rebuild(Kind.OFFERING).doFinally(_ -> done.set(true)).block();

        await().until(() -> !publishing.isAlive());
        await().untilAsserted(() -> {
            var expected = snapshots
                    .census("catalog", "offering", snapshots.end("catalog").block(), setAside())
                    .block();
            assertThat(indices.census(alias("offerings"), setAside()).block()).isEqualTo(expected);
        });
        assertThat(ids("{'match': {'title': 'Changed'}}")).isNotEmpty();
    }

    @Test
    void leavesOutWhatCannotBeIndexed() {
        TestLogs.publish(unindexable(id), 1);
        TestLogs.publish(complete(id + "-good"), 1);
        awaitOffering(id + "-good");

        rebuild.rebuild(Kind.OFFERING).block();

        assertThat(document("offerings", id).isMissingNode()).isTrue();
        assertThat(document("offerings", id + "-good").isMissingNode()).isFalse();
    }

    @Test
    void anIndexMadeByOtherRulesIsReplacedAtStart() {
        TestLogs.publish(complete(id), 1);
        awaitOffering(id);
        var outdated = index("offerings");
        send("PUT", "/" + outdated + "/_mapping", "{\"_meta\": {\"schema\": \"of an older program\"}}");

        new Preparation(indices, rebuild, readiness).prepare().block();

        assertThat(index("offerings")).isNotEqualTo(outdated);
        assertThat(indices.isCurrent(Kind.OFFERING).block()).isTrue();
        assertThat(document("offerings", id).isMissingNode()).isFalse();
    }

    @Test
    void refusesAnIndexThatDoesNotMatchTheLog() {
        assertThatThrownBy(() -> Rebuild.requireEqual(new Census(3, 17), new Census(2, 11), Set.of()))
                .hasMessageContaining("does not match the log");
        assertThatThrownBy(() -> Rebuild.requireEqual(new Census(1, 17), new Census(1, 17), Set.of("a", "b")))
                .hasMessageContaining("refused more than it took");
    }

    @Test
    void eachDayTheDocumentsAreLookedAtAgain() {
        TestLogs.publish(complete(id), 1);
        assertThat(awaitOffering(id).at("/facet/availability").asString()).isEqualTo("open");
        var afterTheDeadline = Clock.fixed(Instant.parse("2027-01-21T00:01:00Z"), ZoneOffset.UTC);
        var backfill = new Backfill(
                snapshots, reader, checkout, FeedFixture.projection(checkout, documents, database, afterTheDeadline));
        var renewal = new NightlyRenewal(backfill, writer, new RenewalDays(database), readiness, afterTheDeadline);

        renewal.renewIfDue().block();

        refresh("offerings");
        assertThat(document("offerings", id).at("/facet/availability").asString())
                .isEqualTo("closed");
        assertThat(document("offerings", id).has("nextIntake")).isFalse();
        assertThat(new RenewalDays(database).last().block()).isEqualTo("2027-01-21");
    }

    @Test
    void theCommandRebuildsAndEnds() {
        TestLogs.publish(complete(id), 1);
        awaitOffering(id);
        var before = List.of(index("offerings"), index("providers"), index("pathways"));

        var context = CatalogIndexerApplication.builder()
                .web(WebApplicationType.NONE)
                .initializers(new TestServersInitializer())
                .run("--rebuild");

        assertThat(SpringApplication.exit(context)).isZero();
        assertThat(List.of(index("offerings"), index("providers"), index("pathways")))
                .doesNotContainAnyElementsOf(before);
        assertThat(document("offerings", id).isMissingNode()).isFalse();
    }

    private Set<String> setAside() {
        return Set.copyOf(database.sql("select subject from set_aside")
                .map(row -> row.get("subject", String.class))
                .all()
                .collectList()
                .block());
    }
}
