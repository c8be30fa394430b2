package market.tessera.storefront.api;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import io.swagger.v3.oas.models.servers.Server;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the API's description says beyond its operations: who it is of, and how every operation refuses. */
@Configuration(proxyBeanMethods = false)
class OpenApiDocument {
    private static final String KEY = "key";
    private static final Map<String, String> REFUSALS = Map.of(
            "400", "Something in the request is malformed, out of range or not known; `errors` says what.",
            "401", "A key was sent that is not valid, or not any more.",
            "406", "Nothing of what `Accept` names can be had.",
            "429", "Too many requests; `Retry-After` says when the next one is free.",
            "503", "The catalogue does not answer right now; `Retry-After` says when to try again.");

    @Bean
    OpenAPI openApi(@Value("${tessera.public-url}") String origin) {
        return new OpenAPI()
                .info(new Info()
                        .title("Tessera catalogue")
                        .version("1")
                        .description(
                                "Search, compare and mirror micro-credentials. Reading needs no key; with one, more requests are granted. A member that is null is undisclosed, never zero; amounts of money are in minor units.")
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url(origin)))
                .components(new Components()
                        .addSecuritySchemes(
                                KEY,
                                new SecurityScheme()
                                        .type(SecurityScheme.Type.HTTP)
                                        .scheme("bearer")
                                        .description("A key from the account's page of keys.")))
                .security(List.of(new SecurityRequirement(), new SecurityRequirement().addList(KEY)));
    }

    @Bean
    OpenApiCustomizer refusals(OpenApiExamples examples) {
        return document -> {
            document.getComponents().addSchemas("Problem", problem());
            document.getPaths().values().stream()
                    .flatMap(path -> path.readOperations().stream())
                    .forEach(operation -> describe(operation, examples));
        };
    }

    private static void describe(Operation operation, OpenApiExamples examples) {
        REFUSALS.forEach((status, words) ->
                operation.getResponses().addApiResponse(status, new ApiResponse().description(words)));
        operation.getResponses().forEach((status, response) -> {
            if (status.startsWith("4") || status.startsWith("5")) {
                response.setContent(problems(examples.problem(status)));
            }
        });
        var answer = Objects.requireNonNull(operation.getResponses().get("200"));
        answer.setHeaders(headers(answer));
        examples.addTo(operation, answer);
        operation
                .getResponses()
                .addApiResponse(
                        "304", new ApiResponse().description("What `If-None-Match` names is still what there is."));
    }

    private static Map<String, Header> headers(ApiResponse answer) {
        var headers = new LinkedHashMap<String, Header>();
        if (answer.getHeaders() != null) {
            headers.putAll(answer.getHeaders());
        }
        headers.put("ETag", header("Send it back as `If-None-Match`.", "\"7105946eba3e2ec6c719f9696e495255\""));
        headers.put("RateLimit-Policy", header("Requests (`q`) in so many seconds (`w`).", "\"anonymous\";q=600;w=60"));
        headers.put(
                "RateLimit", header("Requests left (`r`), seconds until all are (`t`).", "\"anonymous\";r=599;t=1"));
        return headers;
    }

    private static Header header(String words, String example) {
        return new Header().description(words).schema(text()).example(example);
    }

    private static Content problems(Object example) {
        return new Content()
                .addMediaType(
                        "application/problem+json",
                        new MediaType()
                                .schema(new Schema<>().$ref("#/components/schemas/Problem"))
                                .example(example));
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
