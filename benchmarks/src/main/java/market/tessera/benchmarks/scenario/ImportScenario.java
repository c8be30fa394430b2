package market.tessera.benchmarks.scenario;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import market.tessera.benchmarks.bare.BareCopy;
import market.tessera.benchmarks.catalogue.GeneratedCatalogue;
import market.tessera.benchmarks.report.Goal;
import market.tessera.benchmarks.report.Line;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.stage.HeldLog;
import market.tessera.benchmarks.stage.Imports;
import market.tessera.benchmarks.stage.Imports.Outcome;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.StageFailure;
import market.tessera.benchmarks.stage.Workshop;

/** A catalogue file sent by HTTP, new, again unchanged, and with one offering in a hundred changed, beside a bare {@code COPY} of the rows it makes. */
final class ImportScenario implements Single {
    private static final int ONE_IN = 100;

    @Override
    public Report run(Plan plan) throws IOException, SQLException {
        var catalogue = plan.catalogue();
        try (var workshop = Workshop.open()) {
            var providers = workshop.resolve("providers.json");
            catalogue.writeProviders(providers);
            try (var stage = plan.stage(workshop, providers);
                    var imports = plan.imports(stage)) {
                return measure(plan, catalogue, workshop, stage, imports);
            }
        }
    }

    private static Report measure(
            Plan plan, GeneratedCatalogue catalogue, Workshop workshop, Stage stage, Imports imports)
            throws IOException, SQLException {
        var file = workshop.resolve("catalogue.json");
        var lines = new ArrayList<Line>();
        try (var _ = HeldLog.of(stage)) {
            catalogue.write(file);
            var meter = stage.meter();
            var created = checked(imports.send(file), plan.size());
            lines.add(
                    Line.pace("import, all new", plan.size(), created.seconds()).costing(meter.spent(), plan.size()));
            lines.add(again("import again, nothing changed", plan, imports, file));
            catalogue.write(file, index -> index % ONE_IN == 0);
            lines.add(again("import again, 1 % changed", plan, imports, file));
            lines.add(Line.pace("bare COPY of the same rows", plan.size(), BareCopy.seconds(stage, workshop.folder())));
            lines.addAll(StartScenario.memory(stage.residents()));
            return new Report(
                    "import",
                    plan.parameters(catalogue),
                    lines,
                    List.of(Goal.atLeast("new offerings per second", plan.size() / created.seconds(), 1_000)),
                    List.of(
                            "Counted in offerings. The readers of the catalogue's log wait meanwhile; see ./benchmark index for them."));
        }
    }

    private static Line again(String what, Plan plan, Imports imports, Path file) {
        return Line.pace(
                what, plan.size(), checked(imports.send(file), plan.size()).seconds());
    }

    static Outcome checked(Outcome outcome, int size) {
        if (outcome.rejected() > 0 || outcome.records() < size) {
            throw new StageFailure("The import has not taken the whole catalogue: " + outcome);
        }
        return outcome;
    }
}
