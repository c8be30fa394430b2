package market.tessera.document;

import static market.tessera.document.Offerings.changed;
import static market.tessera.document.Offerings.complete;
import static market.tessera.document.Offerings.event;
import static market.tessera.document.Offerings.json;
import static market.tessera.document.Offerings.published;
import static market.tessera.document.Offerings.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import market.tessera.document.told.Reputation;
import market.tessera.document.told.Seats;
import market.tessera.document.told.Told;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DocumentsTests extends DocumentSteps {
    @Test
    void theCardHoldsAllThatAResultShows() {
        var card = document(published(complete("a"), 3)).path("card");

        assertThat(card).isEqualTo(json("""
                {'id': 'a', 'slug': 'slug-a', 'title': 'Offshore wind: site assessment', 'summary': 'Read wind data.',
                 'provider': {'id': '3f1c7f4e-6a3e-4f58-9a43-0d3f5f1f2a10', 'slug': 'nordkyst', 'name': 'Nordkyst University College',
                   'country': 'NO', 'city': 'Tromsø', 'hue': 188, 'kind': 'university'},
                 'subjects': [{'scheme': 'ISCED-F', 'code': '0713', 'label': 'Electricity and energy'}],
                 'skills': ['Wind resource assessment'],
                 'level': {'framework': 'NKR', 'value': '6.2', 'cycle': 'first', 'eqf': 6},
                 'effort': {'hours': 50, 'min': 50, 'max': 50, 'basis': 'stated'},
                 'credit': {'framework': 'ECTS', 'points': 2, 'ects': 2},
                 'mode': 'online', 'languages': ['en', 'nb'],
                 'price': {'amount': 390000, 'currency': 'NOK'}, 'pricePerHour': {'amount': 7800, 'currency': 'NOK'},
                 'nextIntake': {'id': 'a-spring', 'selfPaced': false, 'starts': '2027-02-01', 'ends': '2027-03-15', 'closes': '2027-01-20',
                   'seats': 30, 'mode': 'online'},
                 'openIntakes': 1, 'credential': {'type': 'digital-badge', 'name': 'Site assessor'},
                 'assessment': ['project', 'peer'], 'stackable': true, 'comparableIn': ['eu-2022'], 'completeness': 0.92,
                 'image': {'url': '/media/0a1b', 'alt': 'Two masts'}}
                """));
    }

    @Test
    void theWholeEventIsKept() {
        var event = published(complete("a"), 3);

        assertThat(document(event).path("offering")).isEqualTo(event.data());
    }

    @ParameterizedTest
    @CsvSource({
        // average, count, damped, rank: few ratings count for little, in either direction
        "5.0, 1, 3.75, 0.75",
        "5.0, 50, 4.864, 1.864",
        "4.9, 200, 4.866, 1.866",
        "1.0, 50, 1.227, 0.0",
    })
    void fewRatingsCountForLittle(double average, int count, double damped, double rank) {
        var document = rated("{'rating': {'average': %s, 'count': %d}}".formatted(average, count));

        assertThat(document.at("/card/rating/average").asDouble()).isEqualTo(average);
        assertThat(document.at("/card/rating/count").asInt()).isEqualTo(count);
        assertThat(document.at("/rating/damped").asDouble()).isEqualTo(damped);
        assertThat(document.at("/rank/rating").asDouble(0)).isCloseTo(rank, within(0.0001));
    }

    @Test
    void whatWasNotRatedOrCompletedOftenEnoughSaysNothingOfIt() {
        var untold = document(published(complete("a"), 1));
        var told = rated("{'completion': {'enrolled': 41, 'completed': 33}, 'latest': []}");

        assertThat(untold.at("/card").has("rating")).isFalse();
        assertThat(untold.at("/card").has("completionRate")).isFalse();
        assertThat(untold.at("/rank").has("rating")).isFalse();
        assertThat(told.at("/card").has("rating")).isFalse();
        assertThat(told.at("/card/completionRate").asDouble()).isEqualTo(0.805);
        assertThat(told.at("/rank/completion").asDouble()).isEqualTo(0.805);
    }

    @Test
    void aWithdrawnOfferingIsATombstoneThatKeepsItsData() {
        var data = changed(complete("a"), offering -> offering.put("status", "withdrawn"));

        var document = document(event("offering.withdrawn", data, 4));

        assertThat(document.path("withdrawn").asBoolean()).isTrue();
        assertThat(document.propertyNames())
                .containsExactlyInAnyOrder(
                        "id", "slug", "withdrawn", "version", "position", "fingerprint", "updatedAt", "offering");
        assertThat(document.path("offering")).isEqualTo(data);
    }

    @Test
    void laterStatesHaveGreaterVersionsWhateverIsLater() {
        var seats = List.of(new Seats("i", "a", 5, 3), new Seats("j", "a", 2, 3));
        var moreSeats = List.of(new Seats("i", "a", 6, 2), new Seats("j", "a", 2, 3));

        assertThat(List.of(
                        DocumentVersion.of(1, Told.NOTHING, TODAY),
                        DocumentVersion.of(1, Told.NOTHING, TODAY.plusDays(1)),
                        DocumentVersion.of(1, new Told(seats, null), TODAY),
                        DocumentVersion.of(1, new Told(moreSeats, null), TODAY),
                        DocumentVersion.of(1, new Told(moreSeats, null), TODAY.plusDays(1)),
                        DocumentVersion.of(1, new Told(moreSeats, reputation("{}")), TODAY),
                        DocumentVersion.of(2, Told.NOTHING, TODAY),
                        DocumentVersion.of(8_000_000, new Told(seats, null), TODAY.plusYears(100))))
                .isSorted()
                .doesNotHaveDuplicates()
                .allSatisfy(version -> assertThat(version).isPositive());
    }

    @Test
    void providersAreFoundOnlyWhenVerified() {
        var data = (ObjectNode)
                json(
                        "{'id': 'p', 'slug': 'nordkyst', 'name': 'Nordkyst', 'country': 'NO', 'about': '**Far** north', 'verified': true}");

        var verified = document(event("provider.updated", data, 1));
        var unverified =
                document(event("provider.updated", changed(data, provider -> provider.put("verified", false)), 2));

        assertThat(verified.path("withdrawn").asBoolean()).isFalse();
        assertThat(verified.path("about").asString()).isEqualTo("Far north");
        assertThat(verified.path("facet")).isEqualTo(json("{'country': 'NO', 'kind': 'undisclosed'}"));
        assertThat(unverified.path("withdrawn").asBoolean()).isTrue();
        assertThat(unverified.has("name")).isFalse();
    }

    @Test
    void pathwaysAreFoundByTheirOfferings() {
        var data = (ObjectNode) json("""
                {'id': 'w', 'slug': 'wind', 'status': 'published', 'provider': {'id': 'p', 'slug': 'nordkyst', 'name': 'Nordkyst'},
                 'title': 'Offshore wind engineer', 'rule': {'type': 'allOf'}, 'offerings': ['a', 'b'], 'award': {'name': 'Certificate'}}
                """);

        var document = document(event("pathway.published", data, 1));

        assertThat(values(document.path("offerings"))).containsExactly("a", "b");
        assertThat(document.path("pathway")).isEqualTo(data);
    }

    @Test
    void anEventThatIsNotWhatWasPromisedIsNotTurnedIntoADocument() {
        assertThatThrownBy(() -> document(published(with("a", "{'effort': 'three weeks'}"), 1)))
                .isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> document(
                        published(with("a", "{'costs': [{'type': 'tuition', 'amount': 1, 'currency': 'ABCD'}]}"), 1)))
                .isInstanceOf(RuntimeException.class);
    }

    private JsonNode rated(String reputation) {
        var event = published(complete("a"), 1);
        return Offerings.JSON.readTree(documents
                .of(Kind.OFFERING, event, new Told(List.of(), reputation(reputation)), TODAY)
                .source());
    }

    private static Reputation reputation(String data) {
        return new Reputation("a", 3, json(data));
    }
}
