package market.tessera.indexer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import market.tessera.document.Documents;
import market.tessera.document.Kind;
import market.tessera.document.Told;
import market.tessera.indexer.TestLogs.Entry;
import market.tessera.indexer.index.Indices;
import market.tessera.indexer.status.IndexStatus;
import market.tessera.platform.eventlog.LogSnapshots;
import market.tessera.sandbox.servers.TestServers;
import market.tessera.sandbox.servers.TestServersInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * How fast the indexer follows the log, beside a bare {@code _bulk} of the very same documents into an index of the same definition.
 * Arguments: the folder of catalogue files the offerings are made from, and how many offerings (20,000).
 */
public final class IndexingBenchmark {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int BULK = 500;

    private IndexingBenchmark() {}

    public static void main(String[] arguments) throws IOException {
        var originals = offerings(Path.of(arguments[0]));
        var number = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20_000;
        try (var context = CatalogIndexerApplication.builder()
                .initializers(new TestServersInitializer(), new TestLogs())
                .run("--server.port=0", "--logging.level.root=warn")) {
            awaitReady(context);
            append(originals, number / 4);
            awaitReady(context);
            var tailed = tail(context, originals, number);
            var bare = bare(context);
            var latency = latencies(originals, 100);
            System.out.printf(
                    "indexer   %,9.0f documents/s%n_bulk     %,9.0f documents/s%nratio     %9.2f%npublish to searchable: p50 %d ms, p95 %d ms, worst %d ms (idle)%n%s%n",
                    tailed, bare, tailed / bare, latency.get(50), latency.get(95), latency.get(99), status(context));
        }
    }

    private static double tail(ConfigurableApplicationContext context, List<ObjectNode> originals, int number) {
        append(originals, number);
        var before = Instant.now();
        var missing = status(context).behind();
        awaitReady(context);
        return missing / seconds(before);
    }

    private static void append(List<ObjectNode> originals, int number) {
        var entries = new ArrayList<Entry>();
        for (var i = 0; i < number; i++) {
            entries.add(new Entry("offering.published", variation(originals, i), 1));
        }
        TestLogs.catalog(entries);
    }

    /** The documents that the indexer made, sent by two connections at once, as it does. */
    private static double bare(ConfigurableApplicationContext context) throws IOException {
        var index = context.getBean(Indices.class).create(Kind.OFFERING).block();
        SearchedIndex.send("PUT", "/" + index + "/_settings", "{\"index.refresh_interval\": \"1s\"}");
        var bodies = bodies(context, index);
        var client = HttpClient.newHttpClient();
        post(client, bodies.getFirst()).join();
        var before = Instant.now();
        var documents = 0;
        for (var i = 1; i + 1 < bodies.size(); i += 2) {
            CompletableFuture.allOf(post(client, bodies.get(i)), post(client, bodies.get(i + 1)))
                    .join();
            documents += 2 * BULK;
        }
        var rate = documents / seconds(before);
        SearchedIndex.send("DELETE", "/" + index, "");
        return rate;
    }

    private static List<byte[]> bodies(ConfigurableApplicationContext context, String index) {
        var documents = context.getBean(Documents.class);
        var snapshots = context.getBean(LogSnapshots.class);
        var bodies = new ArrayList<byte[]>();
        var after = "";
        while (true) {
            var events = snapshots.page("catalog", "offering", after, BULK).block();
            if (events.size() < BULK) {
                return bodies;
            }
            var body = new ByteArrayOutputStream();
            for (var event : events) {
                var document = documents.of(Kind.OFFERING, event, Told.NOTHING, LocalDate.now());
                body.writeBytes("{\"index\":{\"_index\":\"%s\",\"_id\":\"%s\"}}\n%s\n"
                        .formatted(index, document.id(), document.source())
                        .getBytes(StandardCharsets.UTF_8));
            }
            bodies.add(body.toByteArray());
            after = events.getLast().subject();
        }
    }

    private static CompletableFuture<Void> post(HttpClient client, byte[] body) {
        var request = HttpRequest.newBuilder(
                        URI.create(TestServers.addresses().openSearchUrl() + "/_bulk?filter_path=errors"))
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString()).thenAccept(answer -> {
            if (!answer.body().contains("\"errors\":false")) {
                throw new IllegalStateException(answer.body());
            }
        });
    }

    /** Milliseconds from the commit until a search finds it, sorted. */
    private static List<Long> latencies(List<ObjectNode> originals, int number) {
        var latencies = new ArrayList<Long>();
        for (var i = 0; i < number; i++) {
            var offering = variation(originals, i);
            TestLogs.publish(offering, 1);
            var before = Instant.now();
            while (SearchedIndex.document("offerings", offering.path("id").asString())
                    .isMissingNode()) {
                LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
            }
            latencies.add(Duration.between(before, Instant.now()).toMillis());
        }
        return latencies.stream().sorted().toList();
    }

    private static void awaitReady(ConfigurableApplicationContext context) {
        while (!status(context).ready()) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    private static IndexStatus.Report status(ConfigurableApplicationContext context) {
        return context.getBean(IndexStatus.class).look().retry(5).block();
    }

    private static double seconds(Instant since) {
        return Duration.between(since, Instant.now()).toNanos() / 1e9;
    }

    private static ObjectNode variation(List<ObjectNode> originals, int number) {
        var copy = originals.get(number % originals.size()).deepCopy();
        var id = UUID.randomUUID().toString();
        copy.put("id", id).put("slug", "slug-" + id);
        var elements = (ObjectNode) copy.path("elements");
        elements.put("title", elements.path("title").asString() + " " + number);
        return copy;
    }

    private static List<ObjectNode> offerings(Path folder) throws IOException {
        var offerings = new ArrayList<ObjectNode>();
        try (var files = Files.list(folder)) {
            for (var file : files.filter(path -> path.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                var catalogue = JSON.readTree(Files.readString(file));
                var provider = catalogue.path("providers").path(0);
                catalogue.path("offerings").forEach(offering -> offerings.add(event(provider, (ObjectNode) offering)));
            }
        }
        return offerings;
    }

    private static ObjectNode event(JsonNode provider, ObjectNode offering) {
        var event = JSON.createObjectNode();
        event.put("status", "published").put("edition", 1);
        event.putObject("provider")
                .put(
                        "id",
                        UUID.nameUUIDFromBytes(
                                        provider.path("externalId").asString().getBytes(StandardCharsets.UTF_8))
                                .toString())
                .put("slug", provider.path("externalId").asString())
                .put("name", provider.path("name").asString())
                .put("country", provider.path("country").asString())
                .put("kind", provider.path("kind").asString())
                .put("verified", true);
        event.set(
                "provenance",
                offering.path("provenance").isObject() ? offering.path("provenance") : JSON.createObjectNode());
        event.set("intakes", intakes(offering.path("intakes")));
        event.put("completeness", 0.9)
                .put("publishedAt", "2026-11-20T09:00:00Z")
                .put("updatedAt", "2026-11-21T09:00:00Z");
        event.putArray("comparableIn").add("eu-2022");
        event.set("elements", offering.deepCopy().without(List.of("externalId", "provider", "intakes", "provenance")));
        return event;
    }

    private static JsonNode intakes(JsonNode given) {
        var intakes = given.deepCopy();
        intakes.forEach(intake -> {
            for (var date : List.of("starts", "ends", "closes")) {
                var from = ((ObjectNode) intake).remove(date + "In");
                if (from != null) {
                    ((ObjectNode) intake)
                            .put(
                                    date,
                                    LocalDate.now()
                                            .plus(Period.parse(from.asString()))
                                            .toString());
                }
            }
            ((ObjectNode) intake).put("id", intake.path("externalId").asString());
        });
        return intakes;
    }
}
