package market.tessera.sandbox.relevance;

import de.siegmar.fastcsv.reader.CsvReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
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
        var byAddress = Judgements.read(folder.resolve("keyword.qrels.tsv"));
        return new Judgements(
                byAddress.queries().stream().map(OpenCourseWare::byName).toList());
    }

    private static Judgements.Judged byName(Judgements.Judged judged) {
        var grades = new LinkedHashMap<String, Integer>();
        judged.grades().forEach((address, grade) -> grades.put(name(address), grade));
        return new Judgements.Judged(judged.query(), judged.kind(), grades);
    }

    /** The last part of a course's address, by which it is told from all others. */
    private static String name(String address) {
        return address.substring(address.lastIndexOf('/') + 1);
    }

    /** As a file of our own format: every course with its title and abstract and nothing else. One is listed twice and counts once. */
    public ObjectNode catalogue() {
        var catalogue = JsonMapper.shared().createObjectNode().put("source", "ocw");
        catalogue
                .putArray("providers")
                .addObject()
                .put("externalId", "ocw")
                .put("name", "OpenCourseWare")
                .put("country", "US");
        var offerings = catalogue.putArray("offerings");
        var seen = new HashSet<String>();
        try (var rows = CsvReader.builder().ofNamedCsvRecord(folder.resolve("courses.csv"))) {
            rows.stream().filter(row -> seen.add(row.getField("url"))).forEach(row -> {
                var offering = offerings.addObject().put("externalId", name(row.getField("url")));
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
