package market.tessera.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import market.tessera.benchmarks.load.Http;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.StageFailure;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** What OpenSearch is asked when the storefront is asked, word for word: taken from the engine's own log of requests. */
final class RequestLog {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration WRITTEN = Duration.ofSeconds(1);

    private final Http engine;
    private final Path log;

    RequestLog(Stage stage, Http engine) {
        this.engine = engine;
        this.log = stage.data().resolve("opensearch/logs/tessera_index_search_slowlog.json");
    }

    /** The queries for lists of offerings that these paths lead to, in order. The paths are asked once before, so that what is kept is kept. */
    List<String> asked(Http site, List<String> paths) throws IOException {
        ask(site, paths);
        logRequests(true);
        ask(site, paths);
        Mono.delay(WRITTEN).block();
        logRequests(false);
        try (var lines = Files.lines(log)) {
            var queries = lines.map(RequestLog::query)
                    .filter(source -> source.contains("\"card\""))
                    .toList();
            if (queries.isEmpty()) {
                throw new StageFailure("OpenSearch has not logged what it was asked, in " + log);
            }
            return queries;
        }
    }

    /** The log escapes the request once more than JSON needs. */
    private static String query(String line) {
        var escaped = JSON.readTree(line).path("source").asString("");
        return JSON.readTree('"' + escaped + '"').asString();
    }

    private static void ask(Http site, List<String> paths) {
        Flux.fromIterable(paths).concatMap(site::length).then().block();
    }

    private void logRequests(boolean wanted) {
        var settings = JSON.createObjectNode();
        settings.putObject("transient")
                .put("cluster.search.request.slowlog.level", wanted ? "TRACE" : null)
                .put("cluster.search.request.slowlog.threshold.trace", wanted ? "0ms" : null);
        engine.put("/_cluster/settings", JSON.writeValueAsBytes(settings)).block();
    }
}
