package market.tessera.benchmarks.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A catalogue of any size in the catalogue format. The same corpus, size and day give the same catalogue, and each of its offerings can be made
 * alone.
 */
public final class GeneratedCatalogue {
    public static final String SOURCE = "generated";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long SEED = 20_261_123L;

    private final int size;
    private final GeneratedProviders providers;
    private final GeneratedOfferings offerings;
    private final Corpus corpus;

    /**
     * @param size number of offerings
     * @param today day after which intakes begin
     */
    public GeneratedCatalogue(Corpus corpus, int size, LocalDate today) {
        this.size = size;
        this.corpus = corpus;
        this.providers = new GeneratedProviders(Math.clamp(size / 80, 12, 250));
        this.offerings = new GeneratedOfferings(corpus, providers, today);
    }

    public int size() {
        return size;
    }

    /** Name of the catalogue whose words these are. */
    public String origin() {
        return corpus.origin();
    }

    public JsonNode offering(int index) {
        return offerings.make(index, random(index), false);
    }

    /** The whole catalogue. */
    public void write(Path file) throws IOException {
        write(file, size, _ -> false);
    }

    /** The whole catalogue, some of its offerings with another price and description than before. */
    public void write(Path file, IntPredicate changed) throws IOException {
        write(file, size, changed);
    }

    /** The providers alone. */
    public void writeProviders(Path file) throws IOException {
        write(file, 0, _ -> false);
    }

    private void write(Path file, int offered, IntPredicate changed) throws IOException {
        try (var out = JSON.createGenerator(Files.newBufferedWriter(file))) {
            out.writeStartObject();
            out.writeStringProperty("source", SOURCE);
            writeAll(
                    out,
                    "providers",
                    IntStream.range(0, providers.count())
                            .mapToObj(providers::make)
                            .iterator());
            writeAll(
                    out,
                    "offerings",
                    IntStream.range(0, offered)
                            .mapToObj(index -> offerings.make(index, random(index), changed.test(index)))
                            .iterator());
            out.writeEndObject();
        }
    }

    private static void writeAll(JsonGenerator out, String name, Iterator<? extends JsonNode> nodes) {
        out.writeArrayPropertyStart(name);
        nodes.forEachRemaining(out::writeTree);
        out.writeEndArray();
    }

    private static SplittableRandom random(int index) {
        return new SplittableRandom(SEED + 7_919L * index);
    }
}
