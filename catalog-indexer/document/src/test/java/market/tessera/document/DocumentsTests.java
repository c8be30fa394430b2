package market.tessera.document;

import static market.tessera.document.Offerings.bare;
import static market.tessera.document.Offerings.changed;
import static market.tessera.document.Offerings.complete;
import static market.tessera.document.Offerings.event;
import static market.tessera.document.Offerings.json;
import static market.tessera.document.Offerings.published;
import static market.tessera.document.Offerings.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.StreamSupport;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.money.ExchangeRates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class DocumentsTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private final Documents documents = new Documents(
            Offerings.JSON,
            ExchangeRates.read(new ByteArrayResource("NOK,11.70,2026-11-20,a bank".getBytes(StandardCharsets.UTF_8))),
            EqfLevels.read(new ClassPathResource("index-document/eqf-levels.txt")));

    @Test
    void whatIsUndisclosedIsABucketAndNeverANumber() {
        var document = document(published(bare("a"), 1));

        document.path("facet").properties().stream()
                .filter(facet ->
                        !List.of("provider", "country", "kind", "comparableIn").contains(facet.getKey()))
                .forEach(facet ->
                        assertThat(values(facet.getValue())).as(facet.getKey()).containsExactly("undisclosed"));
        document.path("compare").forEach(group -> assertThat(group).isEqualTo(json("{'basis': 'undisclosed'}")));
        ((ObjectNode) document.path("card")).remove("openIntakes");
        assertThat(document.toString())
                .doesNotContain(":0,")
                .doesNotContain(":0}")
                .doesNotContain("null");
        assertThat(document.path("card").propertyNames())
                .doesNotContain(
                        "price", "pricePerHour", "effort", "level", "credit", "mode", "nextIntake", "stackable");
    }

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

    @Test
    void subjectsAreFiledUnderAllTheirAncestors() {
        var elements = "{'subjects': [{'scheme': 'isced-f', 'code': '0613'}, {'scheme': 'CIP', 'code': '11.0101'}, "
                + "{'scheme': 'ANZSCED', 'code': '020103'}, {'scheme': 'ISCED-F', 'code': '061'}, {'scheme': 'JACS', 'code': 'G400'}]}";

        assertThat(facet(with("a", elements), "subject"))
                .containsExactly(
                        "ISCED-F:06",
                        "ISCED-F:061",
                        "ISCED-F:0613",
                        "CIP:11",
                        "CIP:11.01",
                        "CIP:11.0101",
                        "ANZSCED:02",
                        "ANZSCED:0201",
                        "ANZSCED:020103",
                        "JACS:G400");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "level | {'level': {'framework': 'scqf', 'value': '7'}} | SCQF:7",
                "level | {'level': {'framework': 'US', 'value': 'Certificate, lower division'}} | US:Certificate, lower division",
                "eqf | {'level': {'framework': 'SCQF', 'value': '7'}} | 5",
                "eqf | {'level': {'framework': 'US', 'value': 'Certificate'}} | unmapped",
                "language | {'languages': ['en-GB', 'en', 'nb']} | en;nb",
                "creditBearing | {'credit': {'framework': 'ECTS', 'points': 2}} | true",
                "creditBearing | {'credit': {'framework': 'ECTS', 'points': 0}} | false",
                "creditBearing | {'credit': {'framework': 'ECTS'}} | undisclosed",
                "stackable | {'stackability': {'standalone': true}} | false",
                "stackable | {'stackability': {'standalone': false}} | true",
                "stackable | {'stackability': {'standalone': true, 'recognisedBy': ['a degree']}} | true",
                "stackable | {'stackability': {'recognisedBy': []}} | undisclosed",
                "assessment | {'assessment': [{'type': 'none'}]} | none",
                "credential | {'credential': {'type': 'licence'}} | licence",
            })
    void facetsHoldWhatIsStated(String facet, String elements, String expected) {
        assertThat(facet(with("a", elements), facet)).containsExactly(expected.split(";"));
    }

    @Test
    void textsAreAnalysedInEachLanguageOfTheOfferingThatCanBe() {
        var document = document(published(
                changed(
                        complete("a"),
                        data -> ((ObjectNode) data.path("elements")).set("languages", json("['nb', 'de-AT', 'mi']"))),
                1));

        assertThat(document.path("in").propertyNames()).containsExactlyInAnyOrder("no", "de");
        assertThat(document.at("/in/de/title").asString()).isEqualTo("Offshore wind: site assessment");
        assertThat(document.at("/in/de/all").valueStream().map(JsonNode::asString))
                .contains(
                        "Offshore wind: site assessment",
                        document.path("providerName").asString());
    }

    @Test
    void aTextWhoseLanguageNobodyStatesIsReadAsEnglish() {
        var document = document(published(
                changed(complete("a"), data -> ((ObjectNode) data.path("elements")).remove("languages")), 1));

        assertThat(document.path("in").propertyNames()).containsExactly("en");
        assertThat(document.at("/facet/language/0").asString()).isEqualTo("undisclosed");
    }

    @Test
    void markdownIsSearchedWithoutItsSigns() {
        assertThat(document(published(complete("a"), 1)).path("description").asString())
                .contains("Before a foundation is drawn,", "wake losses")
                .doesNotContain("**");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                // dated before self-paced, the earliest first, open through the last day
                "[{'id': 'p', 'selfPaced': true}, {'id': 'l', 'starts': '2027-03-01'}, {'id': 'e', 'starts': '2027-02-01'}] | e | open",
                "[{'id': 'x', 'starts': '2026-11-22'}, {'id': 'y', 'starts': '2026-11-23'}] | y | open",
                "[{'id': 'x', 'starts': '2027-02-01', 'closes': '2026-11-22'}, {'id': 'p', 'selfPaced': true}] | p | open",
                "[{'id': 'x', 'starts': '2027-02-01', 'closes': '2026-11-22'}] | - | closed",
                "[{'id': 'p', 'selfPaced': true, 'ends': '2026-11-01'}] | - | closed",
                "[] | - | undisclosed",
                // full ones last
                "[{'id': 'full', 'starts': '2027-01-01'}, {'id': 'y', 'starts': '2027-02-01'}] | y | open",
                "[{'id': 'full', 'starts': '2027-01-01'}] | full | full",
                "[{'id': 'none', 'starts': '2027-01-01', 'seats': 0}, {'id': 'y', 'starts': '2027-02-01', 'seats': 9}] | y | open",
            })
    void theNextIntakeIsTheEarliestOpenOneWithSeats(String intakes, String next, String availability) {
        var data = bare("a");
        data.set("intakes", json(intakes));

        var document = document(published(data, 1), new Seats("full", "a", 4, 0));

        assertThat(document.at("/card/nextIntake/id").asString(null)).isEqualTo(next);
        assertThat(document.at("/facet/availability").asString()).isEqualTo(availability);
    }

    @Test
    void whatIsOfOneIntakeIsKeptTogether() {
        var data = complete("a");
        data.set("intakes", json("""
                [{'id': 'x', 'starts': '2027-02-01', 'price': {'amount': 390000, 'currency': 'NOK'}},
                 {'id': 'y', 'starts': '2027-06-01', 'mode': 'onsite', 'price': {'amount': 780000, 'currency': 'NOK'}},
                 {'id': 'z', 'selfPaced': true, 'mode': 'blended', 'price': null},
                 {'id': 'gone', 'starts': '2026-02-01', 'mode': 'onsite', 'price': {'amount': 1, 'currency': 'NOK'}}]
                """));

        var document = document(published(data, 1));

        assertThat(document.path("runs")).isEqualTo(json("""
                [{'selfPaced': false, 'starts': '2027-02-01', 'mode': 'online', 'cost': 33333, 'costPerHour': 667, 'priced': 'true', 'availability': 'open'},
                 {'selfPaced': false, 'starts': '2027-06-01', 'mode': 'onsite', 'cost': 66667, 'costPerHour': 1333, 'priced': 'true', 'availability': 'open'},
                 {'selfPaced': true, 'mode': 'blended', 'cost': 33333, 'costPerHour': 667, 'priced': 'true', 'availability': 'open'}]
                """));
        assertThat(values(document.at("/facet/mode"))).containsExactly("online", "onsite", "blended");
        assertThat(document.path("costs")).isEqualTo(json("[33333, 66667]"));
    }

    @Test
    void withoutAnOpenIntakeThereIsWhatTheOfferingSaysOfItself() {
        var document = document(published(changed(complete("a"), data -> data.putArray("intakes")), 1));

        assertThat(document.path("runs"))
                .isEqualTo(
                        json(
                                "[{'selfPaced': false, 'mode': 'online', 'cost': 33333, 'costPerHour': 667, 'priced': 'true', 'availability': 'undisclosed'}]"));
    }

    @Test
    void seatsThatCheckoutHasToldAreShownWithTheIntake() {
        var told = document(published(complete("a"), 1), new Seats("a-spring", "a", 7, 12));
        var unlimited = document(published(complete("a"), 1), new Seats("a-spring", "a", 8, null));

        assertThat(told.at("/offering/intakes/0/left").asInt()).isEqualTo(12);
        assertThat(told.at("/card/nextIntake/left").asInt()).isEqualTo(12);
        assertThat(unlimited.at("/offering/intakes/0/left").isNull()).isTrue();
        assertThat(unlimited.at("/card/nextIntake").has("left")).isFalse();
        assertThat(document(published(complete("a"), 1))
                        .at("/offering/intakes/0")
                        .has("left"))
                .isFalse();
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

    private List<String> facet(ObjectNode data, String facet) {
        return values(document(published(data, 1)).path("facet").path(facet));
    }

    private JsonNode document(LoggedEvent event, Seats... seats) {
        var kind = Kind.of(event.type()).orElseThrow();
        return Offerings.JSON.readTree(
                documents.of(kind, event, new Told(List.of(seats), null), TODAY).source());
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

    private static List<String> values(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(JsonNode::asString)
                        .toList()
                : List.of(node.asString());
    }
}
