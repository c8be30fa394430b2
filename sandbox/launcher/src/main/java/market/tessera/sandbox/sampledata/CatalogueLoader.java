package market.tessera.sandbox.sampledata;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Brings a catalogue file in through the import API, as any provider would. */
public final class CatalogueLoader {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;
    private final String operatorKey;

    /**
     * @param url the marketplace's address
     * @param operatorKey API key of the operator
     */
    public CatalogueLoader(String url, String operatorKey) {
        this.url = url;
        this.operatorKey = operatorKey;
    }

    /** How an import ended: its counts, or why it was refused. */
    public sealed interface Loaded {
        record Done(long created, long updated, long unchanged, long rejected, String report) implements Loaded {}

        record Refused(String reason) implements Loaded {}
    }

    /** Sends the files and waits until all of them have been taken in. */
    public Loaded load(CatalogueFiles files) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(imports(files.mapping()))
                .header("Authorization", "Bearer " + operatorKey)
                .header("Idempotency-Key", UUID.randomUUID().toString());
        var answer = http.send(body(request, files).build(), HttpResponse.BodyHandlers.ofString());
        return answer.statusCode() == 202
                ? await(answer.headers().firstValue("Location").orElseThrow())
                : new Loaded.Refused(reason(answer));
    }

    private static HttpRequest.Builder body(HttpRequest.Builder request, CatalogueFiles files) throws IOException {
        if (files.inputs().size() == 1) {
            var file = files.inputs().values().iterator().next();
            return request.header("Content-Type", file.toString().endsWith(".json") ? "application/json" : "text/csv")
                    .POST(BodyPublishers.ofFile(file));
        }
        var boundary = "tessera-" + UUID.randomUUID();
        var parts = new ArrayList<BodyPublisher>();
        for (var input : files.inputs().entrySet()) {
            parts.add(BodyPublishers.ofString(
                    "--%s\r\nContent-Disposition: form-data; name=\"%2$s\"; filename=\"%2$s\"\r\nContent-Type: application/octet-stream\r\n\r\n"
                            .formatted(boundary, input.getKey())));
            parts.add(BodyPublishers.ofFile(input.getValue()));
            parts.add(BodyPublishers.ofString("\r\n"));
        }
        parts.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
        return request.header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(parts.toArray(BodyPublisher[]::new)));
    }

    /** Who is asked to vouch for the providers is the person who starts the sandbox with this file. */
    private URI imports(@Nullable String mapping) {
        return URI.create(url + "/api/v1/imports?verified=true"
                + (mapping == null ? "" : "&mapping=" + URLEncoder.encode(mapping, StandardCharsets.UTF_8)));
    }

    private Loaded await(String location) throws IOException, InterruptedException {
        var job = URI.create(url).resolve(location);
        while (true) {
            var request = HttpRequest.newBuilder(job)
                    .header("Authorization", "Bearer " + operatorKey)
                    .timeout(Duration.ofSeconds(30))
                    .build();
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                return new Loaded.Refused(reason(answer));
            }
            var state = JSON.readTree(answer.body());
            switch (state.path("status").asString("")) {
                case "completed" -> {
                    return done(state.path("counts"), job);
                }
                case "failed" -> {
                    return new Loaded.Refused(state.path("reason").asString("the import failed"));
                }
                default -> TimeUnit.MILLISECONDS.sleep(200);
            }
        }
    }

    private static Loaded done(JsonNode counts, URI job) {
        return new Loaded.Done(
                counts.path("created").asLong(),
                counts.path("updated").asLong(),
                counts.path("unchanged").asLong(),
                counts.path("rejected").asLong(),
                job.toString());
    }

    private static String reason(HttpResponse<String> answer) {
        try {
            var problem = JSON.readTree(answer.body());
            return problem.path("detail").asString("the portal answered " + answer.statusCode());
        } catch (JacksonException notAProblem) {
            return "the portal answered " + answer.statusCode();
        }
    }
}
