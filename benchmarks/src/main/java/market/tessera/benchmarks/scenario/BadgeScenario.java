package market.tessera.benchmarks.scenario;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.benchmarks.catalogue.GeneratedCatalogue;
import market.tessera.benchmarks.load.ClosedLoop;
import market.tessera.benchmarks.load.Http;
import market.tessera.benchmarks.load.Latencies;
import market.tessera.benchmarks.load.Load;
import market.tessera.benchmarks.report.Goal;
import market.tessera.benchmarks.report.Line;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.scenario.Graduations.Enrolled;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.Workshop;
import reactor.core.publisher.Flux;

/** From paid to learned to badge: handing over, completions reported by programs, badges issued and looked at. */
final class BadgeScenario implements Single {
    private static final int LEARNERS = 2_000;
    private static final int TO_WARM_UP = 6_000;
    private static final int MOST_IN_A_LIST = 500;
    /** As many courses as learners come at a time: more would only make the start longer. */
    private static final int MOST_OFFERINGS = 2_000;

    /** As guests come when a shop is open, not all at once. */
    private static final int BUYERS = 4;

    private static final byte[] COMPLETED = "{\"grade\": \"88 %\"}".getBytes(StandardCharsets.UTF_8);

    @Override
    public Report run(Plan wanted) throws IOException, SQLException {
        var plan = wanted.withAtMost(MOST_OFFERINGS);
        var catalogue = plan.catalogue();
        try (var workshop = Workshop.open()) {
            var file = workshop.resolve("catalogue.json");
            catalogue.write(file);
            try (var stage = plan.stage(workshop, file);
                    var site = new Http(stage.site(), plan.connections())) {
                return measure(plan, catalogue, stage, site);
            }
        }
    }

    private static Report measure(Plan plan, GeneratedCatalogue catalogue, Stage stage, Http site) throws SQLException {
        var sales = new Sales(stage);
        var places = sales.places(plan.size());
        new ClosedLoop(BUYERS, plan.warmUp(), plan.measured()).run(sales.buying(site.client(), places));
        sales.awaitFulfilment();
        var graduations = new Graduations(stage);
        var handedOver = graduations.requestedToConfirmed();
        var lines = new ArrayList<Line>();
        lines.add(Line.latencies("enrollment requested → confirmed, guests buying", handedOver));
        var backlog = backlog(stage, graduations, lines);
        var reported = reported(plan, stage, site, graduations, lines);
        var badges = graduations.badges();
        var one = plan.briefLoop(1).run(turn -> site.length(page(badges, turn)));
        lines.add(Line.of("GET /badges/{id}, verified afresh, one reader", one));
        lines.add(Line.of(
                "the same, many readers",
                plan.briefLoop(plan.connections()).run(turn -> site.length(page(badges, turn)))));
        var list = graduations.statusList();
        lines.add(Line.of(
                "GET /badges/status/{list}, 131,072 entries",
                plan.briefLoop(plan.connections()).run(_ -> site.length(list.path()))));
        lines.add(Line.of("the same with If-None-Match, 304", unchanged(plan, site, list)));
        return new Report(
                "badges",
                plan.parameters(catalogue),
                lines,
                List.of(
                        Goal.atMost("requested → confirmed, p95 in s", handedOver.percentile(95) / 1_000, 2),
                        Goal.atLeast("badges per second, completions waiting", backlog, 200),
                        Goal.atLeast("completions taken in per second", reported.taken(), 500),
                        Goal.atLeast("badges per second, while completions are reported", reported.issued(), 200),
                        Goal.atMost("a badge's page, p95 in ms", one.latencies().percentile(95), 50)),
                List.of("%,d learners each time, %,d before that to warm up; two proofs, two events and a mail each."
                        .formatted(LEARNERS, TO_WARM_UP)));
    }

    private static String page(List<UUID> badges, long turn) {
        return "/badges/" + badges.get((int) (turn % badges.size()));
    }

    /** Everybody's completion is known and all badges become due at once. */
    private static double backlog(Stage stage, Graduations graduations, List<Line> lines) throws SQLException {
        graduations.enroll(TO_WARM_UP);
        graduations.complete();
        graduations.issue();
        lines.add(Line.pace("enrollments handed over, all due at once", LEARNERS, graduations.enroll(LEARNERS)));
        graduations.complete();
        var meter = stage.meter();
        meter.start();
        var seconds = graduations.issue();
        lines.add(Line.pace("completion → badge with both proofs, all due at once", LEARNERS, seconds)
                .costing(meter.spent(), LEARNERS));
        return LEARNERS / seconds;
    }

    /** How many a second: completions that were reported, badges that came of them. */
    private record Pace(double taken, double issued) {}

    /** Programs report as fast as they are answered, one learner a request, while badges are issued. */
    private static Pace reported(Plan plan, Stage stage, Http site, Graduations graduations, List<Line> lines)
            throws SQLException {
        var programs = site.with(Map.of("Authorization", "Bearer " + stage.operatorKey()));
        graduations.enroll(TO_WARM_UP);
        report(plan, programs, graduations.enrolled());
        graduations.awaitBadges();
        graduations.enroll(LEARNERS);
        var learners = graduations.enrolled();
        var meter = stage.meter();
        meter.start();
        var begin = System.nanoTime();
        var taken = report(plan, programs, learners);
        lines.add(Line.of("POST /api/v1/provider/enrollments/{id}/completion", taken)
                .costing(meter.spent(), learners.size()));
        graduations.awaitBadges();
        var seconds = since(begin);
        lines.add(Line.pace("first report → last badge", learners.size(), seconds)
                .costing(meter.spent(), learners.size()));
        graduations.enroll(LEARNERS);
        lines.add(listed(plan, programs, graduations.enrolled()));
        graduations.awaitBadges();
        return new Pace(taken.perSecond(), learners.size() / seconds);
    }

    /** Each provider's learners in one request, as many as one takes. */
    private static Line listed(Plan plan, Http programs, List<Enrolled> learners) {
        var lists = learners.stream().collect(groupingBy(Enrolled::provider)).values().stream()
                .flatMap(BadgeScenario::parts)
                .toList();
        var begin = System.nanoTime();
        Flux.fromIterable(lists)
                .flatMap(
                        list -> programs.post(
                                "/api/v1/provider/enrollments/completions?provider="
                                        + list.getFirst().provider(),
                                "{\"completions\": [%s]}"
                                        .formatted(list.stream()
                                                .map(Enrolled::word)
                                                .collect(joining(",")))
                                        .getBytes(StandardCharsets.UTF_8)),
                        plan.connections())
                .blockLast();
        return Line.pace("completions in lists, %d requests".formatted(lists.size()), learners.size(), since(begin));
    }

    private static Stream<List<Enrolled>> parts(List<Enrolled> learners) {
        return IntStream.iterate(0, at -> at < learners.size(), at -> at + MOST_IN_A_LIST)
                .mapToObj(at -> learners.subList(at, Math.min(at + MOST_IN_A_LIST, learners.size())));
    }

    private static double since(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static Load report(Plan plan, Http programs, List<Enrolled> learners) {
        var latencies = new Latencies();
        var begin = System.nanoTime();
        Flux.fromIterable(learners)
                .flatMap(
                        learner -> {
                            var sent = System.nanoTime();
                            return programs.post(
                                            "/api/v1/provider/enrollments/%s/completion?provider=%s"
                                                    .formatted(learner.enrollment(), learner.provider()),
                                            COMPLETED)
                                    .doOnSuccess(_ -> latencies.record(Duration.ofNanos(System.nanoTime() - sent)));
                        },
                        plan.connections())
                .blockLast();
        return new Load(latencies, 0, since(begin));
    }

    private static Load unchanged(Plan plan, Http site, Graduations.StatusList list) {
        var asking = site.with(Map.of("If-None-Match", list.tag()));
        return plan.briefLoop(plan.connections())
                .run(_ ->
                        asking.any(list.path()).filter(status -> status == 304).single());
    }
}
