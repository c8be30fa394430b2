package market.tessera.benchmarks.catalogue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;
import market.tessera.benchmarks.catalogue.Corpus.Programme;
import market.tessera.benchmarks.catalogue.Corpus.Subject;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shipped sample catalogue as a source of words. */
final class SampleFiles {
    private static final JsonMapper JSON = JsonMapper.shared();

    private SampleFiles() {}

    static Corpus read(Path folder) {
        var offerings = offerings(folder);
        return new Corpus(
                "sample",
                WordChain.of(offerings.stream()
                        .map(offering -> offering.path("title").asString(""))),
                WordChain.of(offerings.stream().flatMap(SampleFiles::paragraphs)),
                offerings.stream().map(SampleFiles::programme).toList());
    }

    private static List<JsonNode> offerings(Path folder) {
        try (var files = Files.list(folder)) {
            return files.sorted()
                    .map(file -> JSON.readTree(file.toFile()))
                    .flatMap(catalogue -> catalogue.path("offerings").valueStream())
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Stream<String> paragraphs(JsonNode offering) {
        return offering.path("description").asString("").lines();
    }

    /** Costs are taken as if they were dollars: the spread matters, not the rate. */
    private static Programme programme(JsonNode offering) {
        var cost = offering.path("costs")
                .valueStream()
                .mapToLong(line -> line.path("amount").asLong())
                .sum();
        var hours = offering.path("effort").path("hours").asLong(0);
        return new Programme(subject(offering.path("subjects").path(0)), positive(cost), positive(hours));
    }

    private static @Nullable Subject subject(JsonNode node) {
        return node.isMissingNode()
                ? null
                : new Subject(
                        node.path("scheme").asString(),
                        node.path("code").asString(),
                        node.path("label").asString(null));
    }

    private static OptionalLong positive(long number) {
        return number > 0 ? OptionalLong.of(number) : OptionalLong.empty();
    }
}
