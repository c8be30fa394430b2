package market.tessera.benchmarks.scenario;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import market.tessera.benchmarks.load.Http;
import market.tessera.benchmarks.stage.Meter;
import market.tessera.benchmarks.stage.Meter.Spent;
import market.tessera.benchmarks.stage.Offered;
import market.tessera.benchmarks.stage.StageFailure;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads all documents of an index and writes them into an empty one of the same settings and mapping, with nothing between. */
final class BareBulk {
    static final int WRITERS = 2;
    static final int BATCH = 500;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TARGET = "bare-offerings";
    private static final byte[] ACTION = "{\"index\":{}}\n".getBytes(StandardCharsets.UTF_8);
    /** What OpenSearch itself has added to an index's settings. */
    private static final Set<String> OF_THE_ENGINE = Set.of("creation_date", "provided_name", "uuid", "version");
    /** Texts that the index analyses once more for each language, but does not keep a second time. */
    private static final List<String> IN_LANGUAGE = List.of("title", "summary", "description", "outcomes", "skills");

    private final Http engine;
    private final Meter meter;

    BareBulk(Http engine, Meter meter) {
        this.engine = engine;
        this.meter = meter;
    }

    record Written(long documents, double seconds, Spent spent) {}

    Written run() {
        createTarget();
        var batches = new ArrayList<byte[]>();
        var documents = 0;
        var page = page(null);
        while (!page.isEmpty()) {
            documents += page.size();
            batches.add(batch(page));
            page = page(page.getLast().path("sort"));
        }
        meter.start();
        return new Written(documents, seconds(batches), meter.spent());
    }

    private double seconds(List<byte[]> batches) {
        var begin = System.nanoTime();
        Flux.fromIterable(batches).flatMap(this::write, WRITERS).then(refresh()).block();
        return (System.nanoTime() - begin) / 1e9;
    }

    private Mono<String> write(byte[] batch) {
        return engine.post("/%s/_bulk?filter_path=errors".formatted(TARGET), batch)
                .doOnNext(answer -> {
                    if (JSON.readTree(answer).path("errors").asBoolean()) {
                        throw new StageFailure("OpenSearch has refused documents that it had taken from the indexer");
                    }
                });
    }

    private Mono<String> refresh() {
        return engine.post("/%s/_refresh".formatted(TARGET), new byte[0]);
    }

    private void createTarget() {
        var source = JSON.readTree(engine.get("/" + Offered.INDEX).block())
                .values()
                .iterator()
                .next();
        var target = JSON.createObjectNode();
        target.set("mappings", source.path("mappings"));
        var settings = (ObjectNode) source.path("settings").path("index");
        target.putObject("settings").set("index", settings.remove(OF_THE_ENGINE));
        engine.put("/" + TARGET, JSON.writeValueAsBytes(target)).block();
    }

    private List<JsonNode> page(@Nullable JsonNode after) {
        var request = JSON.createObjectNode().put("size", BATCH);
        request.putObject("query").putObject("term").put("withdrawn", false);
        request.putArray("sort").add("id");
        if (after != null) {
            request.set("search_after", after);
        }
        var answer = engine.post("/%s/_search".formatted(Offered.INDEX), JSON.writeValueAsBytes(request))
                .block();
        return JSON.readTree(answer).path("hits").path("hits").valueStream().toList();
    }

    private static byte[] batch(List<JsonNode> hits) {
        var lines = new ByteArrayOutputStream();
        for (var hit : hits) {
            lines.writeBytes(ACTION);
            lines.writeBytes(JSON.writeValueAsBytes(whole((ObjectNode) hit.path("_source"))));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private static ObjectNode whole(ObjectNode document) {
        var languages = document.putObject("in");
        document.path("facet")
                .path("language")
                .valueStream()
                .map(JsonNode::asString)
                .map(language -> language.equals("nb") ? "no" : language)
                .filter(language -> !language.equals("undisclosed"))
                .forEach(language -> IN_LANGUAGE.stream()
                        .filter(document::has)
                        .forEach(text -> languages.withObject(language).set(text, document.path(text))));
        return document;
    }
}
