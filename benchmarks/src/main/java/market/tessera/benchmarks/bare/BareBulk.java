package market.tessera.benchmarks.bare;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
public final class BareBulk {
    public static final int WRITERS = 2;
    public static final int BATCH = 500;
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String TARGET = "bare-offerings";
    private static final byte[] ACTION = "{\"index\":{}}\n".getBytes(StandardCharsets.UTF_8);
    private static final byte[] LINE_END = {'\n'};
    /** What OpenSearch itself has added to an index's settings. */
    private static final Set<String> OF_THE_ENGINE = Set.of("creation_date", "provided_name", "uuid", "version");

    private final Http engine;
    private final Meter meter;
    private final Path file;

    /** @param file where the documents lie meanwhile; of a million there are more than memory holds */
    public BareBulk(Http engine, Meter meter, Path file) {
        this.engine = engine;
        this.meter = meter;
        this.file = file;
    }

    public record Written(long documents, double seconds, Spent spent) {
        public double perSecond() {
            return documents / seconds;
        }
    }

    public Written run() {
        createTarget();
        try (var batches = new Batches(file)) {
            var documents = 0L;
            var page = page(null);
            while (!page.isEmpty()) {
                documents += page.size();
                page.forEach(hit -> add(batches, hit.path("_source")));
                batches.endBatch();
                page = page(page.getLast().path("sort"));
            }
            meter.start();
            var written = new Written(documents, seconds(batches), meter.spent());
            engine.delete("/" + TARGET).block();
            return written;
        }
    }

    private static void add(Batches batches, JsonNode document) {
        batches.add(ACTION);
        batches.add(JSON.writeValueAsBytes(document));
        batches.add(LINE_END);
    }

    private double seconds(Batches batches) {
        var begin = System.nanoTime();
        Flux.range(0, batches.count())
                .map(batches::read)
                .flatMap(this::write, WRITERS)
                .then(refresh())
                .block();
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
        var request = JSON.createObjectNode().put("size", BATCH).put("track_total_hits", false);
        request.putObject("query").putObject("term").put("withdrawn", false);
        request.putArray("sort").add("id");
        if (after != null) {
            request.set("search_after", after);
        }
        var answer = engine.post("/%s/_search".formatted(Offered.INDEX), JSON.writeValueAsBytes(request))
                .block();
        return JSON.readTree(answer).path("hits").path("hits").valueStream().toList();
    }
}
