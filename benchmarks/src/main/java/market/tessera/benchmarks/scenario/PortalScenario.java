package market.tessera.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import market.tessera.benchmarks.catalogue.SearchQueries;
import market.tessera.benchmarks.load.ClosedLoop;
import market.tessera.benchmarks.load.Http;
import market.tessera.benchmarks.load.Latencies;
import market.tessera.benchmarks.load.Load;
import market.tessera.benchmarks.report.Goal;
import market.tessera.benchmarks.report.Line;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.Workshop;

/** One author at an institution with 10,000 offerings: how long the editor takes to save and the list to be filtered, beside the same query alone. */
final class PortalScenario implements Single {
    private static final int OFFERINGS = 10_000;
    private static final int WORDS = 500;
    private static final int BARE = 200;

    @Override
    public Report run(Plan plan) throws IOException, SQLException {
        var catalogue = plan.catalogue();
        var offerings = Math.min(OFFERINGS, plan.size());
        try (var workshop = Workshop.open()) {
            var file = workshop.resolve("catalogue.json");
            catalogue.write(file);
            try (var stage = plan.stage(workshop, file);
                    var site = new Http(stage.site(), plan.connections())) {
                new Sales(stage).places(plan.size());
                var desk = Desk.of(stage, site.client(), offerings);
                var words = SearchQueries.words(catalogue, WORDS);
                var bare = bare(stage, words);
                var one = new ClosedLoop(1, plan.warmUp(), plan.measured());
                var list = one.run(desk.listing(words));
                var save = one.run(desk.saving());
                var crowd = plan.loop().run(desk.listing(words));
                return new Report(
                        "portal",
                        plan.parameters(catalogue),
                        List.of(
                                Line.latencies("SQL: titles of %,d that have a word".formatted(offerings), bare),
                                Line.of("list of %,d, filtered, one author".formatted(offerings), list),
                                Line.of("the same, %d at once".formatted(plan.connections()), crowd),
                                Line.of("editor saves, one author", save)),
                        List.of(
                                Goal.atMost("editor save p95, ms", p95(save), 50),
                                Goal.atMost("filtered list p95 of one author, ms", p95(list), 200)),
                        List.of("A list is a whole page: 50 rows, the counts of every state and the number of hits."));
            }
        }
    }

    private static Latencies bare(Stage stage, List<String> words) throws SQLException {
        var latencies = new Latencies();
        try (var connection = stage.connect();
                var query = connection.prepareStatement("""
                        select o.id, v.title from catalog.offering o
                        join catalog.offering_version v on v.offering = o.id and v.edition = o.edition
                        where o.provider = (select provider from catalog.offering group by provider order by count(*) desc limit 1)
                          and v.title ilike '%' || ? || '%' order by o.updated_at desc limit 50
                        """)) {
            for (var word : words.subList(0, Math.min(BARE, words.size()))) {
                query.setString(1, word);
                var begin = System.nanoTime();
                query.executeQuery().close();
                latencies.record(Duration.ofNanos(System.nanoTime() - begin));
            }
        }
        return latencies;
    }

    private static double p95(Load load) {
        return load.latencies().percentile(95);
    }
}
