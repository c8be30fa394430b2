package market.tessera.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import market.tessera.benchmarks.bare.TpcB;
import market.tessera.benchmarks.catalogue.GeneratedCatalogue;
import market.tessera.benchmarks.load.Http;
import market.tessera.benchmarks.load.Load;
import market.tessera.benchmarks.load.OpenLoop;
import market.tessera.benchmarks.report.Goal;
import market.tessera.benchmarks.report.Line;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.Workshop;
import reactor.netty.http.client.HttpClient;

/** Guests who buy, page by page through Stripe's simulator until the order is paid, beside TPC-B on the same PostgreSQL. */
final class OrderScenario implements Single {
    private static final int CROWD = 500;

    @Override
    public Report run(Plan plan) throws IOException, SQLException {
        var catalogue = plan.catalogue();
        try (var workshop = Workshop.open()) {
            var file = workshop.resolve("catalogue.json");
            catalogue.write(file);
            try (var stage = plan.stage(workshop, file);
                    var site = new Http(stage.site(), plan.connections())) {
                return measure(plan, catalogue, TpcB.on(stage, workshop), stage, site.client());
            }
        }
    }

    private static Report measure(Plan plan, GeneratedCatalogue catalogue, TpcB bank, Stage stage, HttpClient client)
            throws IOException, SQLException {
        var sales = new Sales(stage);
        var places = sales.places(plan.size());
        var bare = bank.run(plan.loop());
        TpcB.leave(stage);
        var meter = stage.meter();
        var orders = plan.wellWarmedLoop().run(sales.buying(client, places), meter::start);
        var spent = meter.spent();
        sales.awaitQuiet();
        var steps = new Steps();
        var half = half(plan, stage, orders.perSecond() / 2, steps, places);
        var fulfilment = sales.awaitFulfilment();
        var lines = new ArrayList<Line>();
        lines.add(Line.of(bank.name(), bare));
        lines.add(Line.of("whole order, basket to PAID", orders)
                .costing(spent, orders.latencies().count()));
        lines.add(Line.of("whole order, half as many begun each second", half));
        lines.addAll(steps.lines());
        lines.add(Line.latencies("PAID → FULFILLED", fulfilment.paidToFulfilled()));
        lines.addAll(StartScenario.memory(stage.residents()));
        return new Report(
                "order",
                plan.parameters(catalogue),
                lines,
                List.of(
                        Goal.atLeast("orders per second", orders.perSecond(), 150),
                        Goal.atLeast("orders, by transactions of TPC-B", orders.perSecond() / bare.perSecond(), 0.05),
                        Goal.atMost("slowest step at half that load, p99 in ms", steps.slowest(99), 150),
                        Goal.atMost("orders placed and not fulfilled in the end", (double) fulfilment.missing(), 0)),
                List.of(
                        "An order is 6 requests, one of them at the simulator, beside the calls between checkout and the simulator.",
                        "Orders were warmed up twelve times as long as TPC-B.",
                        "PostgreSQL: %s.".formatted(sales.durability())));
    }

    /** With connections enough for whoever comes while earlier ones wait. */
    private static Load half(Plan plan, Stage stage, double perSecond, Steps steps, List<Sales.Place> places) {
        try (var crowd = new Http(stage.site(), CROWD)) {
            return new OpenLoop(perSecond, plan.measured()).run(steps.buying(stage, crowd.client(), places));
        }
    }
}
