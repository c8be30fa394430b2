package market.tessera.sandbox.sampledata;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SampleCatalogueTests {
    private static final LocalDate TODAY = LocalDate.of(2027, 1, 4);

    private static JsonNode catalogue;

    @BeforeAll
    static void load(@TempDir Path folder) throws Exception {
        var file = folder.resolve("catalogue.json");
        SampleCatalogue.write(file, TODAY);
        catalogue = JsonMapper.shared().readTree(Files.readString(file));
    }

    @Test
    void hasTwelveProvidersAndAboutAHundredAndFiftyOfferings() {
        assertThat(catalogue.path("providers")).hasSize(12);
        assertThat(catalogue.path("offerings").size()).isBetween(140, 170);
        assertThat(catalogue.path("pathways").size()).isGreaterThan(12);
    }

    @Test
    void hasNoIntakeInThePast() {
        var dates = StreamSupport.stream(catalogue.path("offerings").spliterator(), false)
                .flatMap(offering ->
                        StreamSupport.stream(offering.path("intakes").spliterator(), false))
                .filter(intake -> intake.has("starts"))
                .map(intake -> LocalDate.parse(
                        intake.path("closes").asString(intake.path("starts").asString())))
                .toList();

        assertThat(dates).isNotEmpty().allSatisfy(closes -> assertThat(closes).isAfterOrEqualTo(TODAY));
    }

    @Test
    void leavesNoPeriodUnresolved() {
        assertThat(catalogue.toString()).doesNotContain("startsIn", "endsIn", "closesIn");
    }
}
