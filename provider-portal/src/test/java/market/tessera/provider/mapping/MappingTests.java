package market.tessera.provider.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import market.tessera.provider.mapping.MappedRecord.Remark;
import market.tessera.provider.provider.CatalogueFormat;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class MappingTests {
    private static final String FRAME = """
            name: test
            source: test
            inputs:
              table: { format: csv }
              runs: { format: csv, key: course, to: id }
            provider:
              externalId: { from: school }
            offering:
              externalId: { from: id }
              title: { from: title }
            """;

    @Test
    void saysNothingOfAColumnThatIsEmpty() {
        var record = map("  summary: { from: text }", Map.of("text", " "));

        assertThat(record.node())
                .isEqualTo(json("{\"externalId\": \"1\", \"title\": \"Welding\", \"provenance\": {}}"));
    }

    @Test
    void saysNothingOfWhatIsWrittenWhereThereIsNothing() {
        var prerequisites = "  prerequisites: { from: before, unknown: [none, n/a, no prerequisites] }";

        for (var nothing : List.of("None", "NONE.", "N/A", "No prerequisites.")) {
            assertThat(map(prerequisites, Map.of("before", nothing)).node().has("prerequisites"))
                    .as(nothing)
                    .isFalse();
        }
        assertThat(map(prerequisites, Map.of("before", "None, tuition paid by DVR"))
                        .node()
                        .path("prerequisites")
                        .asString())
                .isEqualTo("None, tuition paid by DVR");
    }

    @Test
    void translatesByATableAndNotesWhatIsNotInIt() {
        var mode = "  participation: { mode: { from: way, values: { Web: online } } }";

        assertThat(map(mode, Map.of("way", "Web"))
                        .node()
                        .path("participation")
                        .path("mode")
                        .asString())
                .isEqualTo("online");
        var unknown = map(mode, Map.of("way", "Moon"));
        assertThat(unknown.node().has("participation")).isFalse();
        assertThat(unknown.notes()).extracting(Remark::column).containsExactly("way");
    }

    @Test
    void takesWhatHoldsWhereAColumnIsBlankOnlyThere() {
        var mode = "  participation: { mode: { from: way, values: { Web: online }, blank: onsite } }";
        var hours = "  effort: { hours: { from: hours, as: number, unknown: [\"0\"], blank: \"40\" } }";

        assertThat(map(mode, Map.of("way", " "))
                        .node()
                        .at("/participation/mode")
                        .asString())
                .isEqualTo("onsite");
        assertThat(map(mode, Map.of("way", "Web"))
                        .node()
                        .at("/participation/mode")
                        .asString())
                .isEqualTo("online");
        var unknown = map(mode, Map.of("way", "Moon"));
        assertThat(unknown.node().has("participation")).isFalse();
        assertThat(unknown.notes()).hasSize(1);
        assertThat(map(hours, Map.of()).node().at("/effort/hours").asInt()).isEqualTo(40);
        assertThat(map(hours, Map.of("hours", "0")).node().has("effort")).isFalse();
    }

    @Test
    void takesMoneyInMinorUnitsOfItsCurrency() {
        var cost = "  costs: [ { type: tuition, amount: { from: price, as: money, currency: %s }, currency: %s } ]";

        assertThat(amount(map(cost.formatted("USD", "USD"), Map.of("price", "2950.5"))))
                .isEqualTo(295_050);
        assertThat(amount(map(cost.formatted("JPY", "JPY"), Map.of("price", "2950"))))
                .isEqualTo(2_950);
        assertThat(map(cost.formatted("USD", "USD"), Map.of("price", "12.345")).notes())
                .hasSize(1);
    }

    @Test
    void saysNothingOfNumbersThatNobodyCouldKeep() {
        var hours = "  effort: { hours: { from: hours, as: number } }";

        for (var endless : List.of("1e-5000", "1e999999999", "4".repeat(1_000_000))) {
            var record = map(hours, Map.of("hours", endless));

            assertThat(record.node().has("effort")).isFalse();
            assertThat(record.notes()).extracting(Remark::column).containsExactly("hours");
        }
    }

    @Test
    void leavesOutAnObjectWhoseConditionDoesNotHold() {
        var licence = """
                  recognition:
                    - when: { column: licensed, in: [t] }
                      type: licence
                      name: { from: licence }
                """;

        assertThat(map(licence, Map.of("licensed", "t")).node().path("recognition"))
                .isEqualTo(json("[{\"type\": \"licence\"}]"));
        assertThat(map(licence, Map.of("licensed", "f", "licence", "Welder"))
                        .node()
                        .has("recognition"))
                .isFalse();
    }

    @Test
    void rewritesWhatARegularExpressionFinds() {
        var subject =
                "  subjects: [ { scheme: CIP, code: { from: cip, find: \"^(..)(....)$\", replace: \"$1.$2\" } } ]";

        assertThat(map(subject, Map.of("cip", "470501"))
                        .node()
                        .path("subjects")
                        .path(0)
                        .path("code")
                        .asString())
                .isEqualTo("47.0501");
        assertThat(map(subject, Map.of("cip", "4705")).node().has("subjects")).isFalse();
    }

    @Test
    void keepsTheOriginOfWhatItDerived() {
        var record = map(
                "  effort: { hours: { product: [ { from: days, as: number }, { from: daily, as: number } ], derived: days × hours } }",
                Map.of("days", "3", "daily", "8"));

        assertThat(record.node().path("effort").path("hours").asInt()).isEqualTo(24);
        assertThat(record.node().path("provenance").path("effort"))
                .isEqualTo(json("{\"basis\": \"derived\", \"rule\": \"days × hours\"}"));
    }

    @Test
    void shortensAtTheEndOfASentence() {
        var record = map(
                "  summary: { from: text, shorten: 30 }", Map.of("text", "Welding for all. And much more than that."));

        assertThat(record.node().path("summary").asString()).isEqualTo("Welding for all.");
    }

    @Test
    void makesAnIntakeOfEachJoinedRow() {
        var mapping = read("  intakes: [ { each: runs, item: { starts: { from: start } } } ]");

        var record = mapping.offering(
                row(Map.of("id", "1", "title", "Welding")),
                Map.of("runs", List.of(row(Map.of("start", "2027-01-01")), row(Map.of("start", "2027-02-01")))));

        assertThat(record.node().path("intakes"))
                .isEqualTo(json("[{\"starts\": \"2027-01-01\"}, {\"starts\": \"2027-02-01\"}]"));
        assertThat(mapping.columns("runs")).containsExactly("course", "start");
        assertThat(mapping.columns("table")).contains("id", "title").doesNotContain("start");
    }

    @Test
    void saysOfTheWholeOnlyWhatAllJoinedRowsAgreeOn() {
        var mapping = read("  participation: { mode: { agreed: runs, value: { from: way } } }");
        var course = row(Map.of("id", "1", "title", "Welding"));

        var agreed = mapping.offering(
                course, Map.of("runs", List.of(row(Map.of("way", "online")), row(Map.of("way", "online")))));
        var divided = mapping.offering(
                course, Map.of("runs", List.of(row(Map.of("way", "online")), row(Map.of("way", "onsite")))));

        assertThat(agreed.node().path("participation").path("mode").asString()).isEqualTo("online");
        assertThat(divided.node().has("participation")).isFalse();
    }

    @Test
    void saysNothingOfTheWholeThatOneOfItsRowsDoesNotSay() {
        var mapping = read(
                "  effort: { hours: { agreed: runs, value: { from: hours, as: number, derived: as listed } }, weeks: { from: weeks, as: number } }");
        var course = row(Map.of("id", "1", "title", "Welding", "weeks", "2"));

        var record =
                mapping.offering(course, Map.of("runs", List.of(row(Map.of("hours", "16")), row(Map.of("hours", "")))));

        assertThat(record.node().path("effort").toString()).isEqualTo("{\"weeks\":2}");
        assertThat(record.node().path("provenance").has("effort")).isFalse();
    }

    @Test
    void namesEveryMistakeInAMapping() {
        var outcome = new Mappings("").read(FRAME + "  efort: { hours: 1 }\n  languages: { from: language }\n");

        assertThat(outcome)
                .isEqualTo(new Mappings.Outcome.Broken(List.of(
                        "offering.efort is no element of the catalogue format",
                        "offering.languages is not a single value")));
    }

    @Test
    void refusesAnInstructionThatDoesNotExist() {
        var outcome = new Mappings("").read(FRAME + "  summary: { from: text, shorter: 30 }\n");

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Mappings.Outcome.Broken.class,
                        broken -> assertThat(broken.errors())
                                .singleElement()
                                .asString()
                                .contains("offering.summary")
                                .contains("shorter"));
    }

    @Test
    void shipsMappingsThatAreWhole() {
        assertThat(Stream.of("etpl-nj", "mit-learn").map(name -> new Mappings("").find(name)))
                .allSatisfy(outcome -> assertThat(outcome).isInstanceOf(Mappings.Outcome.Ready.class));
    }

    private static long amount(MappedRecord record) {
        return record.node().path("costs").path(0).path("amount").asLong();
    }

    private static MappedRecord map(String elements, Map<String, String> columns) {
        var values = new java.util.HashMap<>(columns);
        values.put("id", "1");
        values.put("title", "Welding");
        return read(elements).offering(row(values), Map.of());
    }

    private static Mapping read(String elements) {
        var outcome = new Mappings("").read(FRAME + elements + "\n");
        assertThat(outcome).isInstanceOf(Mappings.Outcome.Ready.class);
        return ((Mappings.Outcome.Ready) outcome).mapping();
    }

    private static Row row(Map<String, String> values) {
        return new Row(2, Row.Columns.of(values.keySet()), new ArrayList<>(values.values()));
    }

    private static JsonNode json(String text) {
        return CatalogueFormat.JSON.readTree(text);
    }
}
