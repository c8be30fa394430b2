package market.tessera.storefront;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import market.tessera.sandbox.servers.TestServers;
import market.tessera.sandbox.servers.TestServersInitializer;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The shipped sample catalogue in indices of this JVM's own, with the mappings that the indexer creates them with. */
public final class SampleIndex implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    static final JsonMapper JSON = JsonMapper.builder().build();
    static final LocalDate TODAY = LocalDate.now(java.time.ZoneOffset.UTC);
    private static final Path DEFINITIONS = Path.of("../catalog-indexer/src/main/resources/indexer");
    private static final Path CATALOGUES = Path.of("../sandbox/launcher/src/main/resources/sample/catalogue");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final class Holder {
        static final SampleDocuments DOCUMENTS = fill();
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        offerings();
    }

    /** The documents of the offerings' index that are on offer. */
    public static List<ObjectNode> offerings() {
        return Holder.DOCUMENTS.offerings();
    }

    /** A copy of the document of an institution. */
    public static ObjectNode provider(String slug) {
        return Holder.DOCUMENTS.providers().stream()
                .filter(document -> document.path("slug").asString().equals(slug))
                .findFirst()
                .orElseThrow()
                .deepCopy();
    }

    public static List<ObjectNode> pathways() {
        return Holder.DOCUMENTS.pathways();
    }

    public static ObjectNode offering(String title) {
        return offerings().stream()
                .filter(document -> document.path("title").asString().equals(title))
                .findFirst()
                .orElseThrow();
    }

    /** The document of an offering as an event tells of it. */
    public static ObjectNode published(ObjectNode offering) {
        return Holder.DOCUMENTS.document("offering.published", offering);
    }

    /** Puts one more document into an index, or another in its place. */
    public static void put(String index, ObjectNode document) {
        send(
                "PUT",
                "/%s/_doc/%s?refresh=true"
                        .formatted(alias(index), document.path("id").asString()),
                document.toString());
    }

    /** Writes many documents; they are found when this returns. */
    public static void putAll(String index, List<ObjectNode> documents) {
        bulk(index, documents);
    }

    public static void delete(String index, String id) {
        send("DELETE", "/%s/_doc/%s?refresh=true".formatted(alias(index), id), "");
    }

    public static void deleteAll(String index, Collection<String> ids) {
        send(
                "POST",
                "/%s/_delete_by_query?refresh=true&conflicts=proceed".formatted(alias(index)),
                JSON.createObjectNode()
                        .set(
                                "query",
                                JSON.createObjectNode()
                                        .set("terms", JSON.createObjectNode().set("id", JSON.valueToTree(ids))))
                        .toString());
    }

    /** Another catalogue in place of the sample's offerings, until it is closed. */
    public static Replaced instead(JsonNode catalogue) {
        var documents = new SampleDocuments(TODAY);
        documents.read(catalogue);
        replace(documents.offerings());
        return () -> replace(offerings());
    }

    /** Puts things back as they were when it is closed. */
    @FunctionalInterface
    public interface Replaced extends AutoCloseable {
        @Override
        void close();
    }

    private static void replace(List<ObjectNode> documents) {
        send("DELETE", "/" + alias("offerings"), "");
        create("offerings");
        bulk("offerings", documents);
    }

    private static SampleDocuments fill() {
        Stream.of("offerings", "providers", "pathways").forEach(SampleIndex::create);
        var documents = new SampleDocuments(TODAY);
        try (var files = Files.list(CATALOGUES)) {
            files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .forEach(file -> documents.read(JSON.readTree(file.toFile())));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        bulk("offerings", documents.offerings());
        bulk("providers", documents.providers());
        bulk("pathways", documents.pathways());
        return documents;
    }

    private static void create(String index) {
        var body = JSON.createObjectNode();
        var settings = body.putObject("settings").put("number_of_shards", 1).put("number_of_replicas", 0);
        settings.set(
                "analysis", JSON.readTree(DEFINITIONS.resolve("analysis.json").toFile()));
        body.set("mappings", JSON.readTree(DEFINITIONS.resolve(index + ".json").toFile()));
        send("PUT", "/" + alias(index), body.toString());
    }

    private static void bulk(String index, List<ObjectNode> documents) {
        var lines = new StringBuilder();
        for (var document : documents) {
            lines.append("{\"index\":{\"_id\":\"%s\"}}\n%s\n"
                    .formatted(document.path("id").asString(), document));
        }
        var answer = JSON.readTree(send("POST", "/" + alias(index) + "/_bulk?refresh=true", lines.toString()));
        if (answer.path("errors").asBoolean()) {
            throw new IllegalStateException(answer.toString()
                    .substring(0, Math.min(2_000, answer.toString().length())));
        }
    }

    private static String alias(String index) {
        return TestServersInitializer.database() + "-" + index;
    }

    private static String send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create(TestServers.addresses().openSearchUrl() + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            var answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 400) {
                throw new IllegalStateException(method + " " + path + ": " + answer.body());
            }
            return answer.body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
