package market.tessera.benchmarks.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import market.tessera.benchmarks.catalogue.GeneratedCatalogue;
import market.tessera.benchmarks.catalogue.SearchQueries;
import market.tessera.benchmarks.load.Http;
import market.tessera.benchmarks.load.Load;
import market.tessera.benchmarks.load.Work;
import market.tessera.benchmarks.report.Goal;
import market.tessera.benchmarks.report.Line;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.stage.Offered;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.Workshop;

/** The search API beside the engine below it, which is asked the very queries that the API has sent it. */
final class SearchScenario implements Scenario {
    private static final int QUERIES = 200;
    private static final int ROUNDS = 2;

    @Override
    public Report run(Plan plan) throws IOException {
        var catalogue = plan.catalogue();
        try (var workshop = Workshop.open()) {
            var file = workshop.resolve("catalogue.json");
            catalogue.write(file);
            try (var stage = Stage.start(plan.home(), workshop, file);
                    var site = new Http(stage.site(), plan.connections());
                    var engine = new Http(stage.openSearch(), plan.connections())) {
                var paths = SearchQueries.of(catalogue, QUERIES);
                var queries = new RequestLog(stage, engine).asked(site, paths);
                var comparison = compare(
                        plan, bare(engine, queries), turn -> site.length(paths.get((int) (turn % paths.size()))));
                return report(plan, catalogue, comparison, stage, queries.size());
            }
        }
    }

    private static Work bare(Http engine, List<String> queries) {
        var bodies = queries.stream()
                .map(query -> query.getBytes(StandardCharsets.UTF_8))
                .toList();
        return turn -> engine.length(
                "/%s/_search?typed_keys=true".formatted(Offered.INDEX), bodies.get((int) (turn % bodies.size())));
    }

    /** Alternating, so that what else happens on the machine meets both. */
    private static Comparison compare(Plan plan, Work bare, Work api) {
        var bareLoads = new ArrayList<Load>();
        var apiLoads = new ArrayList<Load>();
        for (var round = 0; round < ROUNDS; round++) {
            bareLoads.add(plan.loop().run(bare));
            apiLoads.add(plan.loop().run(api));
        }
        return new Comparison(
                bareLoads.stream().reduce(Load::and).orElseThrow(),
                apiLoads.stream().reduce(Load::and).orElseThrow());
    }

    private static Report report(
            Plan plan, GeneratedCatalogue catalogue, Comparison comparison, Stage stage, int queries) {
        var lines = new ArrayList<Line>();
        lines.add(Line.of("bare OpenSearch query", comparison.bare()));
        lines.add(Line.of("GET /api/v1/offerings", comparison.api()));
        lines.addAll(StartScenario.memory(stage.residents()));
        return new Report(
                "search",
                plan.parameters(catalogue),
                lines,
                List.of(
                        Goal.atLeast(
                                "throughput, API ÷ bare",
                                comparison.api().perSecond() / comparison.bare().perSecond(),
                                0.7),
                        Goal.atMost("p95, API ÷ bare", p95(comparison.api()) / p95(comparison.bare()), 2)),
                List.of(
                        "%d different requests led to %d queries; each side answered them in turn, in %d rounds that alternate."
                                .formatted(QUERIES, queries, ROUNDS)));
    }

    private static double p95(Load load) {
        return load.latencies().percentile(95);
    }

    private record Comparison(Load bare, Load api) {}
}
