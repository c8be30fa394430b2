package market.tessera.document;

import static market.tessera.document.Offerings.bare;
import static market.tessera.document.Offerings.changed;
import static market.tessera.document.Offerings.complete;
import static market.tessera.document.Offerings.json;
import static market.tessera.document.Offerings.published;
import static market.tessera.document.Offerings.with;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class FacetsOfDocumentsTests extends DocumentSteps {
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
}
