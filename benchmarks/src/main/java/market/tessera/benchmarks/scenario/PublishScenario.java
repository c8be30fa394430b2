package market.tessera.benchmarks.scenario;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import market.tessera.benchmarks.catalogue.GeneratedCatalogue;
import market.tessera.benchmarks.catalogue.SearchQueries;
import market.tessera.benchmarks.load.ClosedLoop;
import market.tessera.benchmarks.load.Http;
import market.tessera.benchmarks.load.Work;
import market.tessera.benchmarks.report.Goal;
import market.tessera.benchmarks.report.Line;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.stage.Imports;
import market.tessera.benchmarks.stage.Workshop;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** From sending one new offering until the search API finds it, while others search as fast as they can. */
final class PublishScenario implements Single {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int QUERIES = 200;
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    @Override
    public Report run(Plan plan) throws IOException {
        var catalogue = plan.catalogue();
        try (var workshop = Workshop.open()) {
            var file = workshop.resolve("catalogue.json");
            catalogue.write(file);
            try (var stage = plan.stage(workshop, file);
                    var searchers = new Http(stage.site(), plan.connections());
                    var observer = new Http(stage.site(), 1);
                    var imports = plan.imports(stage)) {
                var paths = SearchQueries.of(catalogue, QUERIES);
                var publish = publish(catalogue, imports, observer);
                return measure(
                        plan, catalogue, turn -> searchers.length(paths.get((int) (turn % paths.size()))), publish);
            }
        }
    }

    private static Report measure(Plan plan, GeneratedCatalogue catalogue, Work search, Work publish) {
        var one = new ClosedLoop(1, plan.warmUp(), plan.measured());
        var alone = one.run(publish);
        var others = CompletableFuture.supplyAsync(() -> plan.loop().run(search));
        var loaded = one.run(publish);
        var lines = new ArrayList<Line>();
        lines.add(Line.of("publish → searchable, nothing else to do", alone));
        lines.add(Line.of("publish → searchable, under load", loaded));
        lines.add(Line.of("the load: GET /api/v1/offerings", others.join()));
        return new Report(
                "publish",
                plan.parameters(catalogue),
                lines,
                List.of(Goal.atMost(
                        "publish → searchable under load, p95 in s",
                        loaded.latencies().percentile(95) / 1_000,
                        1)),
                List.of("From sending the request that publishes to the first search that finds it, asked every %d ms."
                        .formatted(LOOK_AGAIN.toMillis())));
    }

    private static Work publish(GeneratedCatalogue catalogue, Imports imports, Http observer) {
        var begin = System.nanoTime();
        return turn -> {
            var word = "published" + Long.toString(begin + turn, Character.MAX_RADIX);
            return imports.send(file(catalogue, word)).then(found(observer, word));
        };
    }

    /** A file with one offering that no other catalogue has. */
    private static byte[] file(GeneratedCatalogue catalogue, String word) {
        var offering = (ObjectNode) catalogue.offering(0);
        offering.put("externalId", word).put("title", offering.path("title").asString() + " " + word);
        offering.remove("intakes");
        return JSON.writeValueAsBytes(Map.of("source", GeneratedCatalogue.SOURCE, "offerings", List.of(offering)));
    }

    private static Mono<Boolean> found(Http observer, String word) {
        return observer.get("/api/v1/offerings?limit=1&q=" + word)
                .map(answer -> JSON.readTree(answer).path("total").asLong() > 0)
                .filter(Boolean::booleanValue)
                .repeatWhenEmpty(Integer.MAX_VALUE, rounds -> rounds.delayElements(LOOK_AGAIN));
    }
}
