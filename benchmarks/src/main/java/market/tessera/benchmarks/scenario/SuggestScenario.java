package market.tessera.benchmarks.scenario;

import java.util.List;
import market.tessera.benchmarks.catalogue.GeneratedCatalogue;
import market.tessera.benchmarks.catalogue.SearchQueries;
import market.tessera.benchmarks.load.ClosedLoop;
import market.tessera.benchmarks.load.Http;
import market.tessera.benchmarks.load.Load;
import market.tessera.benchmarks.load.Work;
import market.tessera.benchmarks.report.Goal;
import market.tessera.benchmarks.report.Line;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.Workshop;

/** Suggestions while somebody types: how long one caller waits, and how long many do. */
final class SuggestScenario implements OnCatalogue {
    private static final int BEGINNINGS = 2_000;
    private static final double LONGEST_MS = 20;

    @Override
    public Report measure(Plan plan, GeneratedCatalogue catalogue, Stage stage, Workshop workshop) {
        try (var site = new Http(stage.site(), plan.connections())) {
            var paths = SearchQueries.beginnings(catalogue, BEGINNINGS);
            Work work = turn -> site.length(paths.get((int) (turn % paths.size())));
            var alone = new ClosedLoop(1, plan.warmUp(), plan.measured()).run(work);
            var together = plan.loop().run(work);
            return new Report(
                    "suggest",
                    plan.parameters(catalogue),
                    List.of(
                            Line.of("GET /api/v1/suggestions, one caller", alone),
                            Line.of("GET /api/v1/suggestions, %d callers".formatted(plan.connections()), together)),
                    List.of(Goal.atMost("p95 of one caller, ms", p95(alone), LONGEST_MS)),
                    List.of("%,d beginnings of two to eight letters of one or two words of titles."
                            .formatted(BEGINNINGS)));
        }
    }

    private static double p95(Load load) {
        return load.latencies().percentile(95);
    }
}
