package market.tessera.storefront.api;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import java.util.List;
import java.util.Map;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API's description says beyond its operations: who it is of, and how every operation refuses. */
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {
    private static final Map<String, String> REFUSALS = Map.of(
            "400", "Something in the request is malformed, out of range or not known; `errors` says what.",
            "503", "The catalogue does not answer right now; `Retry-After` says when to try again.");

    @Bean
    OpenAPI openApi(@Value("${tessera.public-url}") String origin) {
        return new OpenAPI()
                .info(new Info()
                        .title("Tessera catalogue")
                        .version("1")
                        .description(
                                "Search and compare micro-credentials. Reading needs no key. A member that is null is undisclosed, never zero; amounts of money are in minor units.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url(origin)));
    }

    @Bean
    OpenApiCustomizer refusals() {
        return document -> {
            document.getComponents().addSchemas("Problem", problem());
            document.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(OpenApiDocument::describeRefusals);
        };
    }

    private static void describeRefusals(Operation operation) {
        REFUSALS.forEach((status, words) -> operation.getResponses().addApiResponse(status, refusal(words)));
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                response.setContent(problems());
            }
        });
        operation
                .getResponses()
                .addApiResponse(
                        "304", new ApiResponse().description("What `If-None-Match` names is still what there is."));
    }

    private static ApiResponse refusal(String words) {
        return new ApiResponse().description(words).content(problems());
    }

    private static Content problems() {
        return new Content()
                .addMediaType(
                        "application/problem+json",
                        new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem")));
    }

    private static Schema<?> problem() {
        var error = new Schema<>()
                .type("object")
                .addProperty("parameter", text())
                .addProperty("pointer", text())
                .addProperty("detail", text());
        return new Schema<>()
                .type("object")
                .description("RFC 9457 problem details.")
                .addProperty("type", text().format("uri"))
                .addProperty("title", text())
                .addProperty("status", new Schema<>().type("integer"))
                .addProperty("detail", text())
                .addProperty("instance", text())
                .addProperty("errors", new ArraySchema().items(error));
    }

    private static Schema<?> text() {
        return new Schema<>().type("string");
    }
}
