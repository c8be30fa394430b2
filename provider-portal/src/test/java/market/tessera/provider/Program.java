package market.tessera.provider;

import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program with an API key, which remembers the entity tags of what it has read. */
public record Program(WebTestClient web, String key, Map<String, String> tags) {
    private static final JsonMapper JSON = JsonMapper.shared();

    public static Program with(WebTestClient web, String key) {
        return new Program(web, key, new HashMap<>());
    }

    /** What came back: the status, the body as JSON and the headers. */
    public record Answer(int status, JsonNode body, org.springframework.http.HttpHeaders headers) {
        public String text(String pointer) {
            return body.at(pointer).asString("");
        }

        public String type() {
            return text("/type").replaceFirst(".*/", "");
        }
    }

    public Answer get(String path) {
        return answer(path, request(HttpMethod.GET, path).exchange());
    }

    public Answer post(String path, String json) {
        return send(HttpMethod.POST, path, json, Map.of());
    }

    public Answer postOnce(String idempotencyKey, String path, String json) {
        return send(HttpMethod.POST, path, json, Map.of("Idempotency-Key", idempotencyKey));
    }

    /** With the entity tag of what this program has read there, if it has. */
    public Answer send(HttpMethod method, String path, String json, Map<String, String> headers) {
        var request = request(method, path);
        var tag = tags.get(resource(path));
        if (tag != null && !headers.containsKey("If-Match")) {
            request.header("If-Match", tag);
        }
        headers.forEach(request::header);
        return answer(
                path,
                request.contentType(MediaType.APPLICATION_JSON).bodyValue(json).exchange());
    }

    /** A request that is nothing but a file. */
    public Answer upload(String path, String type, byte[] file) {
        return answer(
                path,
                request(HttpMethod.POST, path)
                        .contentType(MediaType.parseMediaType(type))
                        .bodyValue(file)
                        .exchange());
    }

    private WebTestClient.RequestBodySpec request(HttpMethod method, String path) {
        return web.method(method).uri(path).headers(all -> {
            if (!key.isEmpty()) {
                all.setBearerAuth(key);
            }
        });
    }

    private Answer answer(String path, ResponseSpec response) {
        var result = response.expectBody(byte[].class).returnResult();
        var content = result.getResponseBody();
        var tag = result.getResponseHeaders().getETag();
        var location = result.getResponseHeaders().getLocation();
        if (tag != null) {
            tags.put(resource(location == null ? path : location.toString()), tag);
        }
        return new Answer(
                result.getStatus().value(),
                content == null || content.length == 0 ? JSON.nullNode() : JSON.readTree(content),
                result.getResponseHeaders());
    }

    /** What an address is about: an offering or a pathway, and whatever is done to it. */
    private static String resource(String path) {
        return path.replaceFirst("^(.*/(offerings|pathways)/[^/?]+).*$", "$1");
    }
}
