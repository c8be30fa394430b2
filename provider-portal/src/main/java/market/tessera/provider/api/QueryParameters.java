package market.tessera.provider.api;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.media.BooleanSchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import market.tessera.provider.enrollment.Enrollment;
import market.tessera.provider.offering.Attachment;
import market.tessera.provider.offering.WorkflowState;

/** The query parameters of the API for its description; the controllers read them strictly, and refuse any other. */
final class QueryParameters {
    private static final Parameter LIMIT = query("limit", "How many at once.", limit());
    private static final Parameter CURSOR = query("cursor", "`next` of the page before.", new StringSchema());
    private static final Parameter TITLE = query("q", "A word of the title.", new StringSchema());
    private static final Parameter STATE = query(
            "state",
            "Of the newest version.",
            oneOf(Arrays.stream(WorkflowState.values()).map(WorkflowState::code).toList()));
    private static final Map<String, List<Parameter>> OF = Map.of(
            "GET /api/v1/provider/offerings",
            List.of(TITLE, STATE, LIMIT, CURSOR),
            "GET /api/v1/provider/pathways",
            List.of(TITLE, STATE, LIMIT, CURSOR),
            "GET /api/v1/provider/enrollments",
            List.of(
                    query(
                            "state",
                            "Where the enrollment stands.",
                            oneOf(Arrays.stream(Enrollment.State.values())
                                    .map(Enrollment.State::key)
                                    .toList())),
                    query("offering", "Of this offering only.", new StringSchema().format("uuid")),
                    LIMIT,
                    CURSOR),
            "GET /api/v1/provider/offerings/export",
            List.of(
                    query("format", "Of the file.", oneOf(List.of("json", "csv", "ctdl"))),
                    query("source", "Only what came from this source.", new StringSchema())),
            "POST /api/v1/provider/pictures",
            List.of(needed("alt", "What the picture shows, in at most 250 characters.", new StringSchema())),
            "POST /api/v1/provider/documents",
            List.of(
                    needed("title", "As learners read it, in at most 120 characters.", new StringSchema()),
                    needed("type", "What it is.", oneOf(Attachment.Type.keys())),
                    needed("language", "Of the document, BCP 47.", new StringSchema())),
            "POST /api/v1/imports",
            List.of(
                    query("mapping", "Name of the mapping that reads the file.", new StringSchema()),
                    query("format", "Of JSON that is not the catalogue's own.", oneOf(List.of("edu-api"))),
                    query("source", "Name of the source, where the file does not say it.", new StringSchema()),
                    query("withdrawMissing", "Withdraws what the source no longer has.", new BooleanSchema()),
                    query("dryRun", "Says what would happen, and changes nothing.", new BooleanSchema()),
                    query("verified", "The operator vouches for the file's providers.", new BooleanSchema())),
            "GET /api/v1/imports/{id}",
            List.of(
                    query("kind", "Rows of this kind only.", oneOf(List.of("rejected", "repaired", "noted"))),
                    LIMIT,
                    CURSOR));

    private QueryParameters() {}

    static void describe(String path, HttpMethod method, Operation operation) {
        OF.getOrDefault(method + " " + path, List.of()).forEach(operation::addParametersItem);
        if (path.startsWith("/api/v1/provider/")) {
            operation.addParametersItem(query(
                    "provider",
                    "With a key of the operator only: for which provider.",
                    new StringSchema().format("uuid")));
        }
    }

    private static Parameter query(String name, String words, Schema<?> schema) {
        return new Parameter().in("query").name(name).description(words).schema(schema);
    }

    private static Parameter needed(String name, String words, Schema<?> schema) {
        return query(name, words, schema).required(true);
    }

    private static Schema<?> limit() {
        var schema = new IntegerSchema();
        schema.setMinimum(BigDecimal.ONE);
        schema.setMaximum(BigDecimal.valueOf(100));
        schema.setDefault(20);
        return schema;
    }

    private static Schema<?> oneOf(List<String> values) {
        return new StringSchema()._enum(values);
    }
}
