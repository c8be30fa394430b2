package market.tessera.checkout.roster;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import market.tessera.checkout.handoff.ConfirmFetched;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A provider's roster as the zip file of OneRoster's CSV binding; for systems that take files. */
@Service
public class RosterFile {
    /** All files that a manifest has to name, in its order. */
    private static final List<String> NAMED = List.of(
            "academicSessions",
            "categories",
            "classes",
            "classResources",
            "courses",
            "courseResources",
            "demographics",
            "enrollments",
            "lineItemLearningObjectiveIds",
            "lineItems",
            "lineItemScoreScales",
            "orgs",
            "resources",
            "resultLearningObjectiveIds",
            "results",
            "resultScoreScales",
            "roles",
            "scoreScales",
            "userProfiles",
            "userResources",
            "users");

    private final Rosters rosters;
    private final ConfirmFetched fetched;
    private final JsonMapper json;

    RosterFile(Rosters rosters, ConfirmFetched fetched, JsonMapper json) {
        this.rosters = rosters;
        this.fetched = fetched;
        this.json = json;
    }

    /**
     * The file. Learners in it count as fetched by the connection.
     *
     * @param since null for all that there is (bulk); else what has changed after that moment, with what has ended (delta)
     * @return errors with a {@link RosterRefusal} where {@code since} is no time
     */
    public Mono<byte[]> write(UUID provider, UUID connection, @Nullable String since) {
        return Flux.fromArray(Sheet.values())
                .concatMap(sheet -> rosters.all(provider, sheet.resource(), wanted(sheet, since))
                        .map(row -> json.readTree(row.json()))
                        .collectList()
                        .map(rows -> Map.entry(sheet, rows)))
                .collectList()
                .delayUntil(sheets -> fetched.fetched(connection, enrollments(sheets)))
                .publishOn(Schedulers.boundedElastic())
                .map(sheets -> zip(sheets, since == null));
    }

    private static Filter wanted(Sheet sheet, @Nullable String since) {
        return Filter.read(
                since == null ? "status='active'" : "dateLastModified>'%s'".formatted(since.replace("'", "")),
                sheet.resource());
    }

    private static List<UUID> enrollments(List<Map.Entry<Sheet, List<JsonNode>>> sheets) {
        return sheets.stream()
                .filter(sheet -> sheet.getKey() == Sheet.ENROLLMENTS)
                .flatMap(sheet -> sheet.getValue().stream())
                .map(row -> UUID.fromString(row.path("sourcedId").asString("")))
                .toList();
    }

    private static byte[] zip(List<Map.Entry<Sheet, List<JsonNode>>> sheets, boolean whole) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            add(zip, "manifest", List.of("propertyName", "value"), manifest(whole));
            for (var sheet : sheets) {
                add(
                        zip,
                        sheet.getKey().file(),
                        sheet.getKey().header(),
                        sheet.getValue().stream()
                                .map(row -> sheet.getKey().line(row, whole))
                                .toList());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static List<List<String>> manifest(boolean whole) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("manifest.version", "1.0");
        properties.put("oneroster.version", "1.2");
        var there = Arrays.stream(Sheet.values()).map(Sheet::file).toList();
        NAMED.forEach(
                file -> properties.put("file." + file, there.contains(file) ? (whole ? "bulk" : "delta") : "absent"));
        properties.put("source.systemName", "Tessera");
        properties.put("source.systemCode", "tessera");
        return properties.entrySet().stream()
                .map(property -> List.of(property.getKey(), property.getValue()))
                .toList();
    }

    private static void add(ZipOutputStream zip, String file, List<String> header, List<List<String>> lines)
            throws IOException {
        var text = new StringWriter();
        try (var csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            csv.writeRecord(header);
            lines.forEach(csv::writeRecord);
        }
        zip.putNextEntry(new ZipEntry(file + ".csv"));
        zip.write(text.toString().getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }
}
