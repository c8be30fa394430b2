package market.tessera.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import market.tessera.benchmarks.catalogue.GeneratedCatalogue;
import market.tessera.benchmarks.report.Line;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.stage.HeldLog;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.Workshop;

/**
 * What depends on the size of the catalogue, one after the other in one marketplace: loading a million offerings once takes long enough. The
 * offerings are imported while nobody reads the log, and come into the index by the rebuild that is measured first.
 */
final class ScaleScenario implements Scenario {
    private final List<OnCatalogue> measurements;

    ScaleScenario(OnCatalogue... measurements) {
        this.measurements = List.of(measurements);
    }

    @Override
    public void run(Plan plan, Consumer<Report> reports) throws IOException, SQLException {
        var catalogue = plan.catalogue();
        try (var workshop = Workshop.open()) {
            var providers = workshop.resolve("providers.json");
            catalogue.writeProviders(providers);
            try (var stage = plan.stage(workshop, providers)) {
                reports.accept(load(plan, catalogue, stage, workshop));
                for (var measurement : measurements) {
                    reports.accept(measurement.measure(plan, catalogue, stage, workshop));
                }
            }
        }
    }

    private static Report load(Plan plan, GeneratedCatalogue catalogue, Stage stage, Workshop workshop)
            throws IOException, SQLException {
        var file = workshop.resolve("catalogue.json");
        catalogue.write(file);
        try (var log = HeldLog.of(stage);
                var imports = plan.imports(stage)) {
            var meter = stage.meter();
            var created = ImportScenario.checked(imports.send(file), plan.size());
            var spent = meter.spent();
            log.skip();
            var lines = new ArrayList<Line>();
            lines.add(
                    Line.pace("import, all new", plan.size(), created.seconds()).costing(spent, plan.size()));
            lines.addAll(StartScenario.memory(stage.residents()));
            return new Report(
                    "scale",
                    plan.parameters(catalogue),
                    lines,
                    List.of(),
                    List.of("The log's readers were set to its end afterwards; the index is made by the rebuild."));
        }
    }
}
