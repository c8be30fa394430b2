package market.tessera.benchmarks.scenario;

import java.io.IOException;
import java.util.function.Consumer;
import market.tessera.benchmarks.load.Http;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.stage.Offered;
import market.tessera.benchmarks.stage.Workshop;

/** Starts a marketplace with the generated catalogue and measures one thing in it as soon as all of it is searched. */
record Loaded(OnCatalogue measurement) implements Scenario {
    @Override
    public void run(Plan plan, Consumer<Report> reports) throws IOException {
        var catalogue = plan.catalogue();
        try (var workshop = Workshop.open()) {
            var file = workshop.resolve("catalogue.json");
            catalogue.write(file);
            try (var stage = plan.stage(workshop, file);
                    var engine = new Http(stage.openSearch(), 1)) {
                new Offered(engine).await(plan.size(), plan.patience());
                reports.accept(measurement.measure(plan, catalogue, stage, workshop));
            }
        }
    }
}
