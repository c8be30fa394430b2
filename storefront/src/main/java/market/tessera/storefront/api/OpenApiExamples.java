package market.tessera.storefront.api;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * The examples of the API's description: real requests with their answers, and one problem of each status, from
 * {@code storefront-api-examples.json}. A test asks the running service the same.
 */
@Component
final class OpenApiExamples {
    private final File file;

    OpenApiExamples(JsonMapper json) {
        try (var stream = new ClassPathResource("storefront-api-examples.json").getInputStream()) {
            this.file = json.readValue(stream, File.class);
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /**
     * @param operations by operation id
     * @param problems by status
     */
    private record File(Map<String, Example> operations, Map<String, Map<String, Object>> problems) {}

    /**
     * @param parameters by name
     * @param answers by media type
     */
    private record Example(Map<String, String> parameters, Map<String, Object> answers) {}

    Map<String, Object> problem(String status) {
        return Objects.requireNonNull(file.problems().get(status), status);
    }

    void addTo(Operation operation, ApiResponse answer) {
        var example = file.operations().get(operation.getOperationId());
        if (example == null) {
            return;
        }
        if (operation.getParameters() != null) {
            operation.getParameters().stream()
                    .filter(parameter -> example.parameters().containsKey(parameter.getName()))
                    .forEach(parameter ->
                            parameter.setExample(example.parameters().get(parameter.getName())));
        }
        answer.getContent()
                .forEach((type, content) -> content.setExample(example.answers().get(type)));
    }
}
