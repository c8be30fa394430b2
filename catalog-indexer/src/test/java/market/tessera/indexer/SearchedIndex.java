package market.tessera.indexer;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import market.tessera.sandbox.servers.TestServers;
import market.tessera.sandbox.servers.TestServersInitializer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The index as the storefront sees it: by searching through the aliases. */
public final class SearchedIndex {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private SearchedIndex() {}

    /** Waits until a search finds the document and it is as expected. */
    public static JsonNode awaitDocument(String kind, String id, Predicate<JsonNode> expected) {
        return await().pollInterval(Duration.ofMillis(50))
                .until(() -> document(kind, id), document -> !document.isMissingNode() && expected.test(document));
    }

    public static JsonNode awaitOffering(String id) {
        return awaitDocument("offerings", id, _ -> true);
    }

    public static JsonNode awaitOffering(String id, long version) {
        return awaitDocument(
                "offerings", id, document -> document.path("version").asLong() == version);
    }

    /** What a search finds now; a missing node if nothing. */
    public static JsonNode document(String kind, String id) {
        return search(kind, "{'query': {'ids': {'values': ['%s']}}}".formatted(id))
                .at("/hits/hits/0/_source");
    }

    /** Ids of the offerings that a query finds. */
    public static List<String> ids(String query) {
        var hits = search("offerings", "{'size': 1000, 'query': %s}".formatted(query))
                .at("/hits/hits");
        return StreamSupport.stream(hits.spliterator(), false)
                .map(hit -> hit.path("_id").asString())
                .toList();
    }

    /** @param body with single quotes for double ones */
    public static JsonNode search(String kind, String body) {
        return send("POST", "/" + alias(kind) + "/_search", body.replace('\'', '"'));
    }

    /** What was written in bulk is found from now on. */
    public static void refresh(String kind) {
        send("POST", "/" + alias(kind) + "/_refresh", "");
    }

    /** The one index behind an alias. */
    public static String index(String kind) {
        var indexes = send("GET", "/" + alias(kind) + "/_mapping", "").propertyNames();
        return String.join(",", indexes);
    }

    public static List<String> indexes(String kind) {
        return List.copyOf(send("GET", "/" + alias(kind) + "-*", "").propertyNames());
    }

    public static String alias(String kind) {
        return TestServersInitializer.database() + "-" + kind;
    }

    public static JsonNode send(String method, String path, String body) {
        try {
            var request = HttpRequest.newBuilder(
                            URI.create(TestServers.addresses().openSearchUrl() + path))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return JSON.readTree(
                    HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
