package market.tessera.sandbox.relevance;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Titles and abstracts of MIT OpenCourseWare (CC BY-NC-SA 4.0: for measuring only, never shipped) with the courses' own keywords as queries. They lie in
 * {@code data/ocw} of the folder {@code TESSERA_SHARED}, if somebody has put them there.
 */
public record OpenCourseWare(Path folder) {
    private static final String LANGUAGE = "language";

    /** @param home root of the project */
    public static Optional<OpenCourseWare> find(Path home) {
        var shared = Optional.ofNullable(System.getenv("TESSERA_SHARED"))
                .map(Path::of)
                .orElse(home.resolve("../shared"));
        return Optional.of(shared.resolve("data/ocw"))
                .filter(folder -> Files.isReadable(folder.resolve("courses.csv")))
                .map(OpenCourseWare::new);
    }

    public Judgements judgements() {
        return Judgements.read(folder.resolve("keyword.qrels.tsv"));
    }

    /** As a file of our own format: every course with its title and abstract and nothing else. */
    public ObjectNode catalogue() {
        var catalogue = JsonMapper.shared().createObjectNode().put("source", "ocw");
        catalogue
                .putArray("providers")
                .addObject()
                .put("externalId", "ocw")
                .put("name", "OpenCourseWare")
                .put("country", "US");
        var offerings = catalogue.putArray("offerings");
        try (var rows = CsvReader.builder().ofNamedCsvRecord(folder.resolve("courses.csv"))) {
            rows.forEach(row -> {
                var offering = offerings.addObject().put("externalId", row.getField("url"));
                offering.put("provider", "ocw").put("title", row.getField("title"));
                offering.put("description", row.getField("abstract"));
                if (!row.getField(LANGUAGE).isEmpty()) {
                    offering.putArray("languages").add(row.getField(LANGUAGE));
                }
            });
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return catalogue;
    }
}
