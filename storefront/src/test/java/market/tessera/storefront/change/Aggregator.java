package market.tessera.storefront.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that keeps a copy of the catalogue, as {@code docs/build-your-own-listing.md} tells to do it. */
final class Aggregator {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String site;
    private final Map<String, JsonNode> copy = new HashMap<>();
    private final Map<String, Long> heardOf = new HashMap<>();
    private String since = "";

    Aggregator(int port) {
        this.site = "http://localhost:" + port;
    }

    Map<String, JsonNode> copy() {
        return copy;
    }

    /** The newest version of each offering that the changes have told of. */
    Map<String, Long> heardOf() {
        return heardOf;
    }

    void takeExport() {
        var answer = get("/api/v1/export", BodyHandlers.ofByteArray());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Encoding")).hasValue("gzip");
        since = answer.headers().firstValue("Changes-Since").orElseThrow();
        try (var lines = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(new ByteArrayInputStream(answer.body())), StandardCharsets.UTF_8))) {
            lines.lines().map(JSON::readTree).forEach(offering -> copy.put(id(offering), offering));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Reads on in the changes until there is no news. */
    void catchUp() {
        var news = changes();
        while (!news.path("items").isEmpty()) {
            news.path("items").forEach(this::apply);
            since = news.path("next").asString();
            news = changes();
        }
    }

    private JsonNode changes() {
        return JSON.readTree(get("/api/v1/changes?limit=50&since=" + since, BodyHandlers.ofString())
                .body());
    }

    private void apply(JsonNode change) {
        var known = copy.get(id(change));
        heardOf.merge(id(change), version(change), Math::max);
        if (known != null && version(known) >= version(change)) {
            return;
        }
        var offering = get("/api/v1/offerings/" + id(change), BodyHandlers.ofString());
        if (offering.statusCode() == 410) {
            copy.remove(id(change));
            return;
        }
        assertThat(offering.statusCode()).isEqualTo(200);
        var found = JSON.readTree(offering.body());
        assertThat(version(found)).isGreaterThanOrEqualTo(version(change));
        copy.put(id(change), found);
    }

    private <T> HttpResponse<T> get(String path, HttpResponse.BodyHandler<T> body) {
        try {
            return http.send(HttpRequest.newBuilder(URI.create(site + path)).build(), body);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static String id(JsonNode node) {
        return node.path("id").asString();
    }

    private static long version(JsonNode node) {
        return node.path("version").asLong();
    }
}
