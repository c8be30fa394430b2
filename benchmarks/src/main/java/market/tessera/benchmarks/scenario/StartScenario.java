package market.tessera.benchmarks.scenario;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import market.tessera.benchmarks.load.Http;
import market.tessera.benchmarks.report.Goal;
import market.tessera.benchmarks.report.Line;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.stage.Residents;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.Workshop;
import reactor.core.publisher.Flux;

/** How long {@code ./tessera} takes to be ready, at first with its sample catalogue and then again, and how much memory it holds after some use. */
final class StartScenario implements Single {
    private static final List<String> PAGES = List.of(
            "/",
            "/search",
            "/search?q=energy",
            "/institutions",
            "/basket",
            "/api/v1/offerings?facets=subject,mode",
            "/portal");
    private static final int VISITS = 20;

    @Override
    public Report run(Plan plan) throws IOException {
        var lines = new ArrayList<Line>();
        try (var workshop = Workshop.open()) {
            var first = start(plan, workshop, "first start, sample catalogue loaded", lines);
            var again = start(plan, workshop, "second start on the same data", lines);
            return new Report(
                    "start",
                    Map.of(),
                    lines,
                    List.of(
                            Goal.atMost("first start, s", first.seconds(), 60),
                            Goal.atMost("resident in all, MB", Math.max(first.megabytes(), again.megabytes()), 2_500)),
                    List.of("Memory after %d visits to each of %d pages.".formatted(VISITS, PAGES.size())));
        }
    }

    private static Started start(Plan plan, Workshop workshop, String what, List<Line> lines) {
        try (var stage = plan.stage(workshop, null)) {
            visit(stage);
            lines.add(Line.seconds(what, stage.readyAfter()));
            var residents = stage.residents();
            lines.addAll(memory(residents));
            return new Started(stage.readyAfter(), residents.total());
        }
    }

    /** Every page a few times, so that what is loaded at first use is loaded. */
    private static void visit(Stage stage) {
        try (var http = new Http(stage.site(), 4)) {
            Flux.fromIterable(PAGES)
                    .flatMap(page -> http.any(page).repeat(VISITS - 1))
                    .then()
                    .block();
        }
    }

    static List<Line> memory(Residents residents) {
        return List.of(
                Line.megabytes("  memory: applications", residents.applications()),
                Line.megabytes("  memory: OpenSearch", residents.openSearch()),
                Line.megabytes("  memory: PostgreSQL", residents.postgres()),
                Line.megabytes("  memory in all", residents.total()));
    }

    private record Started(double seconds, double megabytes) {}
}
