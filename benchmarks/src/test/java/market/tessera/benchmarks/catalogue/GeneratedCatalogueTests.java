package market.tessera.benchmarks.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GeneratedCatalogueTests {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);
    private static final Corpus SAMPLE =
            SampleFiles.read(Path.of("../sandbox/launcher/src/main/resources/sample/catalogue"));
    private static final int SIZE = 400;

    private final GeneratedCatalogue catalogue = new GeneratedCatalogue(SAMPLE, SIZE, TODAY);

    @TempDir
    private Path folder;

    @Test
    void isTheSameForTheSameSizeAndDay() throws IOException {
        catalogue.write(folder.resolve("one.json"));
        new GeneratedCatalogue(SAMPLE, SIZE, TODAY).write(folder.resolve("other.json"));

        assertThat(folder.resolve("one.json")).hasSameBinaryContentAs(folder.resolve("other.json"));
    }

    @Test
    void changesOnlyWhatIsToChange() throws IOException {
        catalogue.write(folder.resolve("before.json"));
        catalogue.write(folder.resolve("after.json"), index -> index % 100 == 0);

        var before = offerings("before.json");
        var after = offerings("after.json");
        assertThat(IntStream.range(0, SIZE).filter(index -> !before.get(index).equals(after.get(index))))
                .containsExactly(0, 100, 200, 300);
    }

    @Test
    void namesEveryOfferingOnceAndItsProvider() throws IOException {
        catalogue.write(folder.resolve("catalogue.json"));

        var providers = read("catalogue.json")
                .path("providers")
                .valueStream()
                .map(provider -> provider.path("externalId").asString())
                .collect(Collectors.toSet());
        assertThat(offerings("catalogue.json"))
                .hasSize(SIZE)
                .allSatisfy(offering ->
                        assertThat(offering.path("provider").asString()).isIn(providers))
                .extracting(offering -> offering.path("externalId").asString())
                .doesNotHaveDuplicates();
    }

    @Test
    void keepsToTheLimitsOfTheFormat() {
        assertThat(all()).allSatisfy(offering -> {
            assertThat(offering.path("title").asString()).isNotBlank().hasSizeLessThanOrEqualTo(200);
            assertThat(offering.path("summary").asString()).hasSizeLessThanOrEqualTo(240);
            assertThat(offering.path("description").asString()).hasSizeLessThanOrEqualTo(20_000);
            assertThat(offering.path("costs").valueStream())
                    .allMatch(cost -> cost.path("amount").asLong() >= 0);
            assertThat(offering.path("intakes").valueStream()).allMatch(GeneratedCatalogueTests::isOrdered);
        });
    }

    @Test
    void disclosesHoursAndPricesOfMostAndNotOfAll() {
        assertThat(all().stream().filter(offering -> offering.has("effort"))).hasSizeBetween(SIZE / 2, SIZE - 1);
        assertThat(all().stream().filter(offering -> offering.has("intakes"))).hasSizeBetween(SIZE / 2, SIZE - 1);
    }

    @Test
    void makesTheSameQueriesOfWordsThatOccur() {
        var queries = SearchQueries.of(catalogue, 20);

        assertThat(queries)
                .isEqualTo(SearchQueries.of(catalogue, 20))
                .allMatch(query -> query.matches("/api/v1/offerings\\?q=[^&]+.*"));
    }

    private List<JsonNode> all() {
        return IntStream.range(0, SIZE).mapToObj(catalogue::offering).toList();
    }

    private List<JsonNode> offerings(String file) {
        return read(file).path("offerings").valueStream().toList();
    }

    private JsonNode read(String file) {
        return JsonMapper.shared().readTree(folder.resolve(file).toFile());
    }

    private static boolean isOrdered(JsonNode intake) {
        return intake.path("selfPaced").asBoolean(false)
                || (!date(intake, "closes").isAfter(date(intake, "starts"))
                        && date(intake, "starts").isBefore(date(intake, "ends"))
                        && date(intake, "closes").isAfter(TODAY));
    }

    private static LocalDate date(JsonNode intake, String name) {
        return LocalDate.parse(intake.path(name).asString());
    }
}
