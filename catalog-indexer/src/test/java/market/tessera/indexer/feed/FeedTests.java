package market.tessera.indexer.feed;

import static market.tessera.document.Offerings.bare;
import static market.tessera.document.Offerings.changed;
import static market.tessera.document.Offerings.complete;
import static market.tessera.document.Offerings.json;
import static market.tessera.document.Offerings.unindexable;
import static market.tessera.document.Offerings.with;
import static market.tessera.indexer.SearchedIndex.awaitDocument;
import static market.tessera.indexer.SearchedIndex.awaitOffering;
import static market.tessera.indexer.SearchedIndex.document;
import static market.tessera.indexer.SearchedIndex.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.document.Kind;
import market.tessera.indexer.IndexerTest;
import market.tessera.indexer.OpenSearchLine;
import market.tessera.indexer.TestLogs;
import market.tessera.indexer.TestLogs.Entry;
import market.tessera.indexer.index.Indices;
import market.tessera.indexer.status.IndexStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

@IndexerTest
class FeedTests {
    private final String id = UUID.randomUUID().toString();

    @Autowired
    private IndexStatus status;

    @Autowired
    private Indices indices;

    @AfterEach
    void mend() {
        OpenSearchLine.mend();
    }

    /** The index of these tests does not refresh itself: what is found is found because it was written. */
    @Test
    void whatIsPublishedIsFoundAsSoonAsItIsWritten() {
        TestLogs.publish(complete(id), 1);

        awaitOffering(id);
    }

    @Test
    void lateAndRepeatedEventsChangeNothing() {
        TestLogs.publish(titled("Third"), 3);
        awaitOffering(id, 3);
        TestLogs.publish(titled("Second"), 2);
        TestLogs.publish(titled("Third, repeated otherwise"), 3);
        awaitCaughtUp();

        assertThat(document("offerings", id).at("/card/title").asString()).isEqualTo("Third");
    }

    @Test
    void aLateEventDoesNotBringAWithdrawnOfferingBack() {
        TestLogs.publish(complete(id), 1);
        awaitOffering(id, 1);
        TestLogs.withdraw(complete(id), 3);
        awaitOffering(id, 3);
        TestLogs.publish(complete(id), 2);
        awaitCaughtUp();

        assertThat(document("offerings", id).path("withdrawn").asBoolean()).isTrue();
        assertThat(ids("{'bool': {'filter': [{'term': {'withdrawn': false}}, {'term': {'id': '%s'}}]}}".formatted(id)))
                .isEmpty();
    }

    @Test
    void manyChangesOfOneOfferingEndWithTheLast() {
        TestLogs.catalog(IntStream.rangeClosed(1, 40)
                .mapToObj(version -> new Entry("offering.published", titled("Title " + version), version))
                .toList());

        assertThat(awaitOffering(id, 40).at("/card/title").asString()).isEqualTo("Title 40");
    }

    @Test
    void seatsTakenAreSeenInTheOffering() {
        TestLogs.publish(complete(id), 1);
        awaitOffering(id);

        seats(1, 29);
        awaitLeft(29);
        seats(2, 28);
        awaitLeft(28);
        seats(1, 29); // late
        TestLogs.publish(titled("New title"), 2);

        assertThat(awaitOffering(id, 2).at("/card/nextIntake/left").asInt()).isEqualTo(28);
    }

    @Test
    void whatLearnersSayIsSeenInTheOffering() {
        TestLogs.publish(complete(id), 1);
        awaitOffering(id);

        rated(2, 4.5);
        awaitDocument(
                "offerings", id, document -> document.at("/card/rating/average").asDouble() == 4.5);
        rated(1, 2); // late
        seats(1, 7);

        awaitLeft(7);
        assertThat(document("offerings", id).at("/reputation/rating/average").asDouble())
                .isEqualTo(4.5);
        assertThat(document("offerings", id).at("/card/rating/average").asDouble())
                .isEqualTo(4.5);
    }

    private void rated(long version, double average) {
        TestLogs.commerce(
                "reputation.updated",
                json("{'id': '%1$s', 'offering': '%1$s', 'rating': {'average': %2$s, 'count': 8}}"
                        .formatted(id, average)),
                version);
    }

    @Test
    void seatsToldBeforeTheOfferingArrivesAreKeptForIt() {
        seats(5, 3);
        awaitCaughtUp();
        TestLogs.publish(complete(id), 1);

        assertThat(awaitOffering(id).at("/card/nextIntake/left").asInt()).isEqualTo(3);
    }

    @Test
    void anOfferingWhoseOnlyIntakeIsFullSaysSo() {
        TestLogs.publish(complete(id), 1);
        seats(1, 0);

        awaitDocument(
                "offerings",
                id,
                document -> "full".equals(document.at("/facet/availability").asString()));
    }

    @Test
    void whatCannotBeReadIsSetAsideAndHoldsUpNobody() {
        var before = setAside();
        TestLogs.catalog(List.of(
                new Entry("offering.published", with(id, "{'effort': 'three weeks'}"), 1),
                new Entry("offering.published", complete(id + "-next"), 1)));

        awaitOffering(id + "-next");
        await().until(() -> setAside() == before + 1);

        TestLogs.publish(complete(id), 2);
        awaitOffering(id, 2);
        await().until(() -> setAside() == before);
    }

    @Test
    void whatOpenSearchRefusesIsSetAsideAndHoldsUpNobody() {
        var before = setAside();
        TestLogs.catalog(List.of(
                new Entry("offering.published", unindexable(id), 1),
                new Entry("offering.published", complete(id + "-next"), 1)));

        awaitOffering(id + "-next");
        await().until(() -> setAside() == before + 1);
        assertThat(document("offerings", id).isMissingNode()).isTrue();
    }

    @Test
    void seatsThatMakeNoSenseAreSetAside() {
        var before = setAside();
        TestLogs.commerce("intake.seats", json("{'id': '%s', 'left': 'many'}".formatted(id)), 1);
        TestLogs.commerce("order.paid", json("{'id': '%s'}".formatted(id)), 1);

        await().until(() -> setAside() == before + 1);
        awaitCaughtUp();
    }

    @Test
    void nothingIsLostWhileOpenSearchIsAway() {
        OpenSearchLine.cut();
        TestLogs.publish(complete(id), 1);
        TestLogs.publish(complete(id + "-2"), 1);
        await().until(() -> status.look().block().documents().isEmpty());
        assertThat(status.look().block()).satisfies(report -> {
            assertThat(report.ready()).isFalse();
            assertThat(report.behind()).isGreaterThanOrEqualTo(1);
        });

        OpenSearchLine.mend();

        awaitOffering(id);
        awaitOffering(id + "-2");
        awaitCaughtUp();
    }

    @Test
    void providersAndPathwaysAreIndexedToo() {
        TestLogs.catalog(
                "provider.updated",
                json(
                        "{'id': '%s', 'slug': 'p-%1$s', 'name': 'Tōtara Bay Institute', 'country': 'NZ', 'kind': 'vocational', 'verified': true}"
                                .formatted(id)),
                1);
        var pathway = id + "-pathway";
        TestLogs.catalog(
                "pathway.published",
                json(
                        "{'id': '%s', 'slug': 'w', 'provider': {'id': 'p', 'slug': 's', 'name': 'n'}, 'title': 'Wind', 'offerings': ['%s']}"
                                .formatted(pathway, id)),
                1);

        assertThat(awaitDocument("providers", id, _ -> true)
                        .at("/provider/country")
                        .asString())
                .isEqualTo("NZ");
        assertThat(awaitDocument("pathways", pathway, _ -> true)
                        .at("/offerings/0")
                        .asString())
                .isEqualTo(id);
    }

    @Test
    void tellsWhenAllIsSearchable() {
        TestLogs.publish(bare(id), 1);
        awaitCaughtUp();

        var report = status.look().block();

        assertThat(report.ready()).isTrue();
        assertThat(report.rebuilding()).isFalse();
        assertThat(report.documents().keySet()).containsExactlyInAnyOrder("offerings", "providers", "pathways");
        assertThat(indices.count(Kind.OFFERING).block()).isPositive();
    }

    private ObjectNode titled(String title) {
        return changed(complete(id), data -> ((ObjectNode) data.path("elements")).put("title", title));
    }

    private void seats(long version, int left) {
        TestLogs.commerce(
                "intake.seats",
                json("{'id': '%s-spring', 'offering': '%s', 'seats': 30, 'left': %d}".formatted(id, id, left)),
                version);
    }

    private void awaitLeft(int left) {
        awaitDocument(
                "offerings",
                id,
                document -> document.at("/card/nextIntake/left").asInt(-1) == left);
    }

    private long setAside() {
        return status.look().block().setAside();
    }

    private void awaitCaughtUp() {
        await().until(() -> status.look().block().ready());
    }
}
