package market.tessera.provider.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.PathItem.HttpMethod;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import market.tessera.provider.staff.ProviderScope;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the description of the API says beyond its operations: who may call, with what, and how every operation refuses. */
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {
    private static final List<String> DEEDS =
            Arrays.stream(Deed.values()).map(Deed::path).toList();
    private static final String PROBLEM = "#/components/schemas/Problem";
    private static final Map<String, String> REFUSALS = Map.of(
            "400", "Something in the request is malformed, out of range or not known; `errors` says what.",
            "401", "There is no API key, or it is not valid.",
            "403", "The key does not have the scope that this needs.",
            "404", "There is none, or it is another provider's.");
    private static final Map<String, String> REFUSALS_OF_WRITES = Map.of(
            "409", "The state of things does not allow it; nothing was changed.",
            "422", "The Idempotency-Key was used for another request.");
    private static final Pattern UPLOAD = Pattern.compile("/api/v1/provider/(pictures|documents)");
    private static final Map<String, String> REFUSALS_OF_FILES = Map.of(
            "413", "The file is too large.",
            "415", "It is not said to be a file of a kind that is taken.",
            "422", "The file is not taken; `type` and `detail` say why.",
            "503", "Many files are being worked on; `Retry-After` says when to send it again.");
    private static final Map<String, String> REFUSALS_OF_CHANGES =
            Map.of("412", "It has changed since it was read; nothing was changed.", "428", "If-Match is missing.");

    static {
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(ProviderScope.class);
    }

    @Bean
    OpenAPI openApi(@Value("${tessera.public-url}") String origin) {
        return new OpenAPI()
                .info(new Info()
                        .title("Tessera provider API")
                        .version("1")
                        .description(
                                "What a provider's own systems do: send catalogues, write and govern offerings, read the roster,"
                                        + " report completions; by the same rules as the portal's pages. Elements of an offering are those of"
                                        + " the catalogue format; what is absent is undisclosed. Keys are given out by the provider's"
                                        + " administrator in the portal. A key of the operator names the provider by `?provider=`.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url(origin)))
                .addSecurityItem(new SecurityRequirement().addList("key"));
    }

    @Bean
    OpenApiCustomizer conventions() {
        return document -> {
            document.getComponents()
                    .addSchemas("Problem", problem())
                    .addSecuritySchemes(
                            "key",
                            new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
            document.getPaths().forEach(OpenApiDocument::describe);
        };
    }

    private static void describe(String path, PathItem item) {
        item.readOperationsMap().forEach((method, operation) -> {
            refuse(operation, REFUSALS);
            QueryParameters.describe(path, method, operation);
            if (UPLOAD.matcher(path).matches()) {
                refuse(operation, REFUSALS_OF_FILES);
                operation.requestBody(file(path));
            } else if (method == HttpMethod.POST) {
                refuse(operation, REFUSALS_OF_WRITES);
                operation.addParametersItem(
                        header("Idempotency-Key", "Sent again with the same key, it is done once."));
            }
            if (path.matches(".*/((offerings|pathways)/\\{id}.*|details)") && method != HttpMethod.GET) {
                refuse(operation, REFUSALS_OF_CHANGES);
                operation.addParametersItem(
                        header("If-Match", "The ETag of what was read.").required(true));
            }
            if (path.endsWith("/{deed}")) {
                nameDeeds(operation);
            }
        });
    }

    private static RequestBody file(String path) {
        var content = new Content();
        Stream.concat(
                        path.endsWith("/pictures")
                                ? Stream.of("image/png", "image/jpeg", "image/webp")
                                : Stream.of("application/pdf"),
                        Stream.of("application/octet-stream"))
                .forEach(type ->
                        content.addMediaType(type, new MediaType().schema(new StringSchema().format("binary"))));
        return new RequestBody().required(true).content(content);
    }

    private static void nameDeeds(Operation operation) {
        operation.getParameters().stream()
                .filter(parameter -> parameter.getName().equals("deed"))
                .forEach(parameter -> parameter.setSchema(new StringSchema()._enum(DEEDS)));
    }

    private static Parameter header(String name, String words) {
        return new Parameter().in("header").name(name).description(words).schema(new StringSchema());
    }

    private static void refuse(Operation operation, Map<String, String> refusals) {
        refusals.forEach((status, words) -> operation
                .getResponses()
                .addApiResponse(
                        status,
                        new ApiResponse()
                                .description(words)
                                .content(new Content()
                                        .addMediaType(
                                                "application/problem+json",
                                                new MediaType().schema(new Schema<>().$ref(PROBLEM))))));
    }

    private static Schema<?> problem() {
        return new ObjectSchema()
                .description("RFC 9457 problem details.")
                .addProperty("type", new StringSchema().format("uri"))
                .addProperty("title", new StringSchema())
                .addProperty("status", new Schema<>().type("integer"))
                .addProperty("detail", new StringSchema())
                .addProperty("instance", new StringSchema())
                .addProperty(
                        "errors",
                        new ArraySchema()
                                .items(new ObjectSchema()
                                        .addProperty("parameter", new StringSchema())
                                        .addProperty("pointer", new StringSchema())
                                        .addProperty("detail", new StringSchema())));
    }
}
