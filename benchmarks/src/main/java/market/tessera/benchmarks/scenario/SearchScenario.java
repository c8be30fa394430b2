package market.tessera.benchmarks.scenario;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToIntFunction;
import market.tessera.benchmarks.catalogue.GeneratedCatalogue;
import market.tessera.benchmarks.catalogue.SearchQueries;
import market.tessera.benchmarks.load.Http;
import market.tessera.benchmarks.load.Load;
import market.tessera.benchmarks.load.Work;
import market.tessera.benchmarks.load.Zipf;
import market.tessera.benchmarks.report.Goal;
import market.tessera.benchmarks.report.Line;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.stage.Meter;
import market.tessera.benchmarks.stage.Meter.Spent;
import market.tessera.benchmarks.stage.Offered;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.Workshop;

/** The search API beside the engine below it, which is asked the very queries that the API has sent it. */
final class SearchScenario implements OnCatalogue {
    private static final int ROUNDS = 2;

    @Override
    public Report measure(Plan plan, GeneratedCatalogue catalogue, Stage stage, Workshop workshop) throws IOException {
        try (var site = new Http(stage.site(), plan.connections());
                var engine = new Http(stage.openSearch(), plan.connections())) {
            var paths = SearchQueries.of(catalogue, queries(plan));
            var queries = new RequestLog(stage, engine).asked(site, paths);
            var inTurn = compare(
                    plan,
                    stage.meter(),
                    bare(engine, queries, turn -> (int) (turn % queries.size())),
                    turn -> site.length(paths.get((int) (turn % paths.size()))));
            var zipf = new Zipf(Math.min(queries.size(), paths.size()));
            var asPeopleAsk = compare(
                    plan,
                    stage.meter(),
                    bare(engine, queries, zipf::drawn),
                    turn -> site.length(paths.get(zipf.drawn(turn))));
            return report(plan, catalogue, inTurn, asPeopleAsk, stage, queries.size());
        }
    }

    /** So many that none comes back while its answer is still at hand; of a large catalogue, which takes longer for each, fewer do. */
    private static int queries(Plan plan) {
        return plan.size() > 200_000 ? 1_000 : 4_000;
    }

    private static Work bare(Http engine, List<String> queries, LongToIntFunction which) {
        var bodies = queries.stream()
                .map(query -> query.getBytes(StandardCharsets.UTF_8))
                .toList();
        return turn -> engine.length(
                "/%s/_search?typed_keys=true".formatted(Offered.INDEX), bodies.get(which.applyAsInt(turn)));
    }

    /** Alternating, so that what else happens on the machine meets both. */
    private static Comparison compare(Plan plan, Meter meter, Work bare, Work api) {
        var bareSide = new Side();
        var apiSide = new Side();
        for (var round = 0; round < ROUNDS; round++) {
            bareSide.run(plan, meter, bare);
            apiSide.run(plan, meter, api);
        }
        return new Comparison(bareSide, apiSide);
    }

    /** One of the two that are compared, over all rounds. */
    private static final class Side {
        private final List<Load> loads = new ArrayList<>();
        private final List<Spent> spent = new ArrayList<>();

        void run(Plan plan, Meter meter, Work work) {
            loads.add(plan.loop().run(work, meter::start));
            spent.add(meter.spent());
        }

        Load load() {
            return loads.stream().reduce(Load::and).orElseThrow();
        }

        Line line(String what) {
            var load = load();
            return Line.of(what, load)
                    .costing(
                            spent.stream().reduce(Spent::and).orElseThrow(),
                            load.latencies().count());
        }
    }

    private static Report report(
            Plan plan,
            GeneratedCatalogue catalogue,
            Comparison inTurn,
            Comparison asPeopleAsk,
            Stage stage,
            int queries) {
        var lines = new ArrayList<Line>();
        lines.add(inTurn.bare().line("bare OpenSearch query, each in turn"));
        lines.add(inTurn.api().line("GET /api/v1/offerings, each in turn"));
        lines.add(asPeopleAsk.bare().line("bare OpenSearch query, as people ask"));
        lines.add(asPeopleAsk.api().line("GET /api/v1/offerings, as people ask"));
        lines.addAll(StartScenario.memory(stage.residents()));
        return new Report(
                "search",
                plan.parameters(catalogue),
                lines,
                List.of(
                        Goal.atLeast("throughput in turn, API ÷ bare", throughput(inTurn), 0.8),
                        Goal.atMost("p95 in turn, API ÷ bare", p95(inTurn.api()) / p95(inTurn.bare()), 1.3),
                        Goal.atLeast("throughput as people ask, API ÷ bare", throughput(asPeopleAsk), 1)),
                List.of(
                        "%,d different requests led to %,d queries; each side answered them in turn, and drawn by Zipf’s law, in %d rounds that alternate."
                                .formatted(queries(plan), queries, ROUNDS)));
    }

    private static double throughput(Comparison comparison) {
        return comparison.api().load().perSecond() / comparison.bare().load().perSecond();
    }

    private static double p95(Side side) {
        return side.load().latencies().percentile(95);
    }

    private record Comparison(Side bare, Side api) {}
}
