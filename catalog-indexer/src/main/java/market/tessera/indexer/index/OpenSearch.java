package market.tessera.indexer.index;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.opensearch.client.opensearch.generic.Body;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one place that speaks HTTP with OpenSearch; answers are JSON, failures are {@link IndexUnavailable} or {@link IndexRefusal}. */
final class OpenSearch {
    private static final Set<Integer> COME_BACK_LATER = Set.of(429, 502, 503, 504);

    private final OpenSearchGenericClient client;
    private final JsonMapper json;

    OpenSearch(OpenSearchGenericClient client, JsonMapper json) {
        this.client = client;
        this.json = json;
    }

    Mono<JsonNode> get(String path) {
        return call(Requests.builder().method("GET").endpoint(path).build());
    }

    Mono<JsonNode> delete(String path) {
        return call(Requests.builder().method("DELETE").endpoint(path).build());
    }

    Mono<JsonNode> send(String method, String path, Object body) {
        return Mono.fromSupplier(() -> Requests.builder()
                        .method(method)
                        .endpoint(path)
                        .body(Body.from(json.writeValueAsBytes(body), "application/json"))
                        .build())
                .flatMap(this::call);
    }

    /** @param lines actions and documents, a line each */
    Mono<JsonNode> bulk(byte[] lines, Map<String, String> parameters) {
        return call(Requests.builder()
                .method("POST")
                .endpoint("/_bulk")
                .query(parameters)
                .body(Body.from(lines, "application/x-ndjson"))
                .build());
    }

    private Mono<JsonNode> call(Request request) {
        return Mono.fromFuture(() -> client.executeAsync(request))
                .onErrorMap(
                        IOException.class,
                        failure -> new IndexUnavailable("OpenSearch does not answer: " + failure.getMessage(), failure))
                .map(this::answer);
    }

    private JsonNode answer(Response response) {
        var status = response.getStatus();
        var body = response.getBody().map(Body::bodyAsBytes).orElseGet(() -> new byte[0]);
        if (COME_BACK_LATER.contains(status)) {
            throw new IndexUnavailable("OpenSearch answered " + status, null);
        }
        var answer = body.length == 0 ? json.createObjectNode() : json.readTree(body);
        if (status >= 400) {
            throw new IndexRefusal(status, "OpenSearch answered %d: %s".formatted(status, answer.path("error")));
        }
        return answer;
    }
}
