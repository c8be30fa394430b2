package market.tessera.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import market.tessera.benchmarks.bare.BareBulk;
import market.tessera.benchmarks.catalogue.GeneratedCatalogue;
import market.tessera.benchmarks.load.Http;
import market.tessera.benchmarks.report.Goal;
import market.tessera.benchmarks.report.Line;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.stage.HeldLog;
import market.tessera.benchmarks.stage.Meter.Spent;
import market.tessera.benchmarks.stage.Offered;
import market.tessera.benchmarks.stage.Offered.Growth;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.Workshop;

/** The indexer reading a log in which a whole catalogue waits for it, until all can be found, beside a bare {@code _bulk} of the same documents. */
final class IndexScenario implements Single {
    @Override
    public Report run(Plan plan) throws IOException, SQLException {
        var catalogue = plan.catalogue();
        try (var workshop = Workshop.open()) {
            var providers = workshop.resolve("providers.json");
            catalogue.writeProviders(providers);
            try (var stage = plan.stage(workshop, providers);
                    var engine = new Http(stage.openSearch(), BareBulk.WRITERS)) {
                var offered = new Offered(engine);
                hold(plan, catalogue, workshop, stage);
                offered.await(plan.size() / 2, plan.patience());
                var meter = stage.meter();
                var growth = offered.await(plan.size(), plan.patience());
                var spent = meter.spent();
                var bare = new BareBulk(engine, meter, workshop.resolve("documents")).run();
                return report(plan, catalogue, growth, spent, bare, stage);
            }
        }
    }

    /** The whole catalogue lies in the log when this returns, and its readers may begin. */
    private static void hold(Plan plan, GeneratedCatalogue catalogue, Workshop workshop, Stage stage)
            throws IOException, SQLException {
        var file = workshop.resolve("catalogue.json");
        catalogue.write(file);
        try (var _ = HeldLog.of(stage);
                var imports = plan.imports(stage)) {
            imports.send(file);
        }
    }

    private static Report report(
            Plan plan, GeneratedCatalogue catalogue, Growth growth, Spent spent, BareBulk.Written bare, Stage stage) {
        var perSecond = growth.documents() / growth.seconds();
        var lines = new ArrayList<Line>();
        lines.add(Line.pace("bare _bulk of the same documents", bare.documents(), bare.seconds())
                .costing(bare.spent(), bare.documents()));
        lines.add(Line.pace("indexer, from log to searchable", growth.documents(), growth.seconds())
                .costing(spent, growth.documents()));
        lines.addAll(StartScenario.memory(stage.residents()));
        return new Report(
                "index",
                plan.parameters(catalogue),
                lines,
                List.of(Goal.atLeast("documents per second, indexer ÷ bare", perSecond / bare.perSecond(), 0.5)),
                List.of(
                        "Bare: %d writers, %d documents a request, the same mapping; ends with a refresh."
                                .formatted(BareBulk.WRITERS, BareBulk.BATCH),
                        "The first half of the catalogue is not counted: the engine compiles itself over it, and the bare side writes to one that has.",
                        "Checkout reads the same log at the same time, on the same cores."));
    }
}
