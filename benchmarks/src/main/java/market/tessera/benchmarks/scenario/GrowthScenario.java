package market.tessera.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import market.tessera.benchmarks.catalogue.GeneratedCatalogue;
import market.tessera.benchmarks.load.Http;
import market.tessera.benchmarks.load.Load;
import market.tessera.benchmarks.report.Goal;
import market.tessera.benchmarks.report.Line;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.stage.Meter.Spent;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.Workshop;
import reactor.netty.http.client.HttpClient;

/**
 * The same orders with few and with very many stored ones. Time is measured on the clock and on the processors: what else the machine does moves
 * that far less. What grows is never to be read through: the rows that sequential scans have read are counted by PostgreSQL itself.
 */
final class GrowthScenario implements Single {
    private static final int TIMES_AS_MANY = 100;
    private static final double NO_GROWTH = 1.25;

    /** What orders cost while so many were stored. */
    private record Measured(Load load, Spent spent) {
        double median() {
            return load.latencies().percentile(50);
        }

        double databaseTime() {
            return spent.postgres() / load.latencies().count();
        }
    }

    @Override
    public Report run(Plan plan) throws IOException, SQLException {
        var catalogue = plan.catalogue();
        try (var workshop = Workshop.open()) {
            var file = workshop.resolve("catalogue.json");
            catalogue.write(file);
            try (var stage = plan.stage(workshop, file);
                    var site = new Http(stage.site(), plan.connections())) {
                return measure(plan, catalogue, stage, site.client());
            }
        }
    }

    private static Report measure(Plan plan, GeneratedCatalogue catalogue, Stage stage, HttpClient client)
            throws SQLException {
        var sales = new Sales(stage);
        var places = sales.places(plan.size());
        var stored = new StoredOrders(stage);
        var begun = plan.stored() / TIMES_AS_MANY;
        plan.wellWarmedLoop().run(sales.buying(client, places));
        sales.awaitQuiet();
        stored.fill(begun);
        var few = orders(plan, stage, sales, client, places);
        var seconds = stored.fill(plan.stored());
        stored.forgetScans();
        var many = orders(plan, stage, sales, client, places);
        var readThrough = stored.readThrough();
        var lines = new ArrayList<Line>();
        lines.add(line("whole order, %,d stored".formatted(begun), few));
        lines.add(line("whole order, %,d stored".formatted(plan.stored()), many));
        lines.add(Line.pace("orders stored by SQL", plan.stored() - begun, seconds));
        readThrough.forEach(
                (table, rows) -> lines.add(Line.pace("rows of %s read through".formatted(table), rows, (double)
                        plan.measured().toSeconds())));
        return new Report(
                "growth",
                plan.parameters(catalogue),
                lines,
                List.of(
                        Goal.atMost("median with many, by that with few", many.median() / few.median(), NO_GROWTH),
                        Goal.atMost(
                                "PostgreSQL's time for each with many, by that with few",
                                many.databaseTime() / few.databaseTime(),
                                NO_GROWTH),
                        Goal.atMost(
                                "rows read by sequential scans of what grows",
                                (double) readThrough.values().stream()
                                        .mapToLong(Long::longValue)
                                        .sum(),
                                0)),
                List.of(
                        "Stored orders are paid and fulfilled, with lines, postings, shares, enrollments, documents and mails.",
                        "PostgreSQL: %s.".formatted(sales.durability())));
    }

    private static Measured orders(Plan plan, Stage stage, Sales sales, HttpClient client, List<Sales.Place> places)
            throws SQLException {
        var meter = stage.meter();
        var load = plan.loop().run(sales.buying(client, places), meter::start);
        var spent = meter.spent();
        sales.awaitQuiet();
        return new Measured(load, spent);
    }

    private static Line line(String what, Measured measured) {
        return Line.of(what, measured.load())
                .costing(measured.spent(), measured.load().latencies().count());
    }
}
