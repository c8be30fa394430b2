package market.tessera.sandbox.sampledata;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The shipped catalogue of invented providers. Its intakes lie a period ahead ({@code "startsIn": "P3W"}); here they get dates, counted from
 * the day the catalogue is first loaded.
 */
public final class SampleCatalogue {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> MOMENTS = List.of("starts", "ends", "closes");
    private static final List<String> PARTS = List.of("providers", "pathways", "offerings");

    private SampleCatalogue() {}

    /** Writes the whole catalogue as one file of the catalogue format. */
    public static void write(Path target, LocalDate today) throws IOException {
        var catalogue = JSON.createObjectNode().put("source", "tessera-sample");
        PARTS.forEach(catalogue::putArray);
        for (var file : files()) {
            var part = read(file);
            PARTS.forEach(name -> part.path(name).forEach(catalogue.withArray(name)::add));
        }
        catalogue
                .path("offerings")
                .forEach(offering -> offering.path("intakes").forEach(intake -> date(intake, today)));
        JSON.writeValue(target, catalogue);
    }

    private static List<Resource> files() throws IOException {
        return List.of(new PathMatchingResourcePatternResolver().getResources("classpath:sample/catalogue/*.json"));
    }

    private static JsonNode read(Resource file) throws IOException {
        try (var in = file.getInputStream()) {
            return JSON.readTree(in);
        }
    }

    private static void date(JsonNode intake, LocalDate today) {
        var dated = (ObjectNode) intake;
        for (var moment : MOMENTS) {
            var ahead = dated.remove(moment + "In");
            if (ahead != null) {
                dated.put(moment, today.plus(Period.parse(ahead.asString())).toString());
            }
        }
    }
}
