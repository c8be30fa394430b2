package market.tessera.storefront.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import market.tessera.storefront.SampleIndex;
import market.tessera.storefront.StorefrontTest;
import market.tessera.storefront.catalogue.Snapshot;
import market.tessera.storefront.catalogue.WholeCatalogue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.test.StepVerifier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A line that was written by an earlier export is told by the address that was the site's then. */
@StorefrontTest
class WriteExportTests {
    private static final String EARLIER = "https://earlier.example";
    private static final String LATER = "https://later.example";
    private static final Clock NOON = Clock.fixed(Instant.parse("2026-11-27T12:00:00Z"), ZoneOffset.UTC);

    @Autowired
    WholeCatalogue catalogue;

    @Autowired
    JsonMapper json;

    private final List<String> ids = IntStream.range(0, 300)
            .mapToObj(at -> new UUID(2_027, at).toString())
            .toList();
    private LastExport last;

    @BeforeEach
    void someOfferings() {
        last = keeping(Duration.ofMinutes(5));
        SampleIndex.putAll("offerings", ids.stream().map(id -> copy(id, 1)).toList());
    }

    @AfterEach
    void asItWas() throws IOException {
        SampleIndex.deleteAll("offerings", ids);
        last.destroy();
    }

    @Test
    void readsOnlyWhatWasTouchedSinceTheLastOne() {
        zipped(EARLIER);
        SampleIndex.putAll("offerings", List.of(copy(ids.get(7), 2), copy(ids.get(299), 2)));
        SampleIndex.put("offerings", withdrawn(ids.get(8)));

        var lines = zipped(LATER);

        assertThat(lines).hasSize(SampleIndex.offerings().size() + 299).doesNotContainKey(ids.get(8));
        assertThat(from(LATER, lines)).containsExactlyInAnyOrder(ids.get(7), ids.get(299));
        assertThat(lines.get(ids.get(7)).path("version").asLong()).isEqualTo(2);
        assertThat(plain(LATER)).isEqualTo(lines);
    }

    @Test
    void endsUpLikeOneThatIsWrittenAnewWhateverHasHappened() throws IOException {
        var random = new Random(5);
        zipped(EARLIER);
        for (var round = 2; round < 12; round++) {
            for (var edit = 0; edit < 30; edit++) {
                var id = ids.get(random.nextInt(ids.size()));
                SampleIndex.put("offerings", random.nextInt(4) == 0 ? withdrawn(id) : copy(id, round));
            }
            var updated = zipped(EARLIER);
            var anew = keeping(Duration.ZERO);

            assertThat(updated).as("round %d", round).isEqualTo(read(anew, EARLIER, false));
        }
    }

    @Test
    void isWrittenAnewWhereNobodyKnowsWhatWasTouched() {
        zipped(EARLIER);
        last.distrust();

        assertThat(from(LATER, zipped(LATER))).hasSize(SampleIndex.offerings().size() + ids.size());
    }

    /** As no indexer does it. */
    @Test
    void breaksOffRatherThanTellingWhatIsNotThereAnyMoreAndIsWrittenAnewAfterThat() {
        zipped(EARLIER);
        SampleIndex.delete("offerings", ids.getFirst());

        pieces(last, LATER, true)
                .as(StepVerifier::create)
                .thenConsumeWhile(_ -> true)
                .verifyError();

        assertThat(zipped(LATER)).doesNotContainKey(ids.getFirst()).containsKey(ids.get(1));
    }

    @Test
    void aRevisionTellsWhatWasDoneSinceOnlyOfItsOwnIndex() {
        var earlier = new Snapshot.Revision("offerings-1", 1, 10, 5);

        assertThat(new Snapshot.Revision("offerings-1", 1, 14, 5).operationsSince(earlier))
                .hasValue(4L);
        assertThat(new Snapshot.Revision("offerings-2", 1, 14, 5).operationsSince(earlier))
                .as("of an index that was built anew")
                .isEmpty();
        assertThat(new Snapshot.Revision("offerings-1", 2, 14, 5).operationsSince(earlier))
                .as("counted by another copy")
                .isEmpty();
        assertThat(new Snapshot.Revision("offerings-1", 1, 9, 5).operationsSince(earlier))
                .isEmpty();
    }

    private static LastExport keeping(Duration fresh) {
        return new LastExport(new ExportProperties(1, fresh), NOON);
    }

    private static ObjectNode copy(String id, long version) {
        var copy = SampleIndex.offerings().getFirst().deepCopy().put("id", id).put("version", version);
        copy.put("slug", "copy-" + id);
        ((ObjectNode) copy.path("offering")).put("id", id).put("slug", "copy-" + id);
        return copy;
    }

    private static ObjectNode withdrawn(String id) {
        return copy(id, 9).put("withdrawn", true);
    }

    private Map<String, JsonNode> zipped(String origin) {
        return read(last, origin, true);
    }

    private Map<String, JsonNode> plain(String origin) {
        return read(last, origin, false);
    }

    /** What each line says, by offering; fails where one has two. */
    private Map<String, JsonNode> read(LastExport before, String origin, boolean compressed) {
        var file = new ByteArrayOutputStream();
        pieces(before, origin, compressed).doOnNext(file::writeBytes).blockLast();
        return text(file.toByteArray(), compressed)
                .lines()
                .map(json::readTree)
                .collect(Collectors.toMap(line -> line.path("id").asString(), Function.identity()));
    }

    private Flux<byte[]> pieces(LastExport before, String origin, boolean compressed) {
        var write = new WriteExport(before, NOON, json, origin);
        return catalogue.atOneMoment(now -> compressed ? write.compressed(now, "some place") : write.plain(now));
    }

    private static String text(byte[] file, boolean compressed) {
        try {
            var content = new ByteArrayInputStream(file);
            return new String(
                    (compressed ? new GZIPInputStream(content) : content).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static List<String> from(String origin, Map<String, JsonNode> lines) {
        return lines.values().stream()
                .filter(line -> line.path("url").asString().startsWith(origin))
                .map(line -> line.path("id").asString())
                .toList();
    }
}
