package market.tessera.benchmarks.scenario;

import java.util.ArrayList;
import java.util.List;
import market.tessera.benchmarks.bare.BareBulk;
import market.tessera.benchmarks.catalogue.GeneratedCatalogue;
import market.tessera.benchmarks.load.Http;
import market.tessera.benchmarks.report.Goal;
import market.tessera.benchmarks.report.Line;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.stage.Meter.Spent;
import market.tessera.benchmarks.stage.RebuildCommand;
import market.tessera.benchmarks.stage.RebuildCommand.Rebuilt;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.Workshop;

/** The command that makes the whole index anew while the old one serves, beside a bare {@code _bulk} of the same documents. */
final class RebuildScenario implements OnCatalogue {
    @Override
    public Report measure(Plan plan, GeneratedCatalogue catalogue, Stage stage, Workshop workshop) {
        try (var engine = new Http(stage.openSearch(), BareBulk.WRITERS)) {
            var meter = stage.meter();
            var rebuilt = new RebuildCommand(plan.home(), stage).run();
            var spent = meter.spent();
            var bare = new BareBulk(engine, meter, workshop.resolve("documents")).run();
            return report(plan, catalogue, rebuilt, spent, bare, stage);
        }
    }

    private static Report report(
            Plan plan, GeneratedCatalogue catalogue, Rebuilt rebuilt, Spent spent, BareBulk.Written bare, Stage stage) {
        var alone = new Spent(rebuilt.processor(), spent.openSearch(), spent.postgres());
        var perSecond = plan.size() / rebuilt.seconds();
        var lines = new ArrayList<Line>();
        lines.add(Line.pace("bare _bulk of the same documents", bare.documents(), bare.seconds())
                .costing(bare.spent(), bare.documents()));
        lines.add(Line.pace("catalog-indexer --rebuild", plan.size(), rebuilt.seconds())
                .costing(alone, plan.size()));
        lines.add(Line.megabytes("  memory: catalog-indexer --rebuild, at its largest", rebuilt.megabytes()));
        lines.addAll(StartScenario.memory(stage.residents()));
        return new Report(
                "rebuild",
                plan.parameters(catalogue),
                lines,
                List.of(Goal.atLeast("documents per second, rebuild ÷ bare", perSecond / bare.perSecond(), 0.5)),
                List.of(
                        "Rebuild: from an empty index until the alias leads to it, count and checksum compared with the log.",
                        "The process has 192 MB of heap, whatever the size; its processor time includes its start."));
    }
}
