package market.tessera.benchmarks.scenario;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import market.tessera.benchmarks.load.Http;
import market.tessera.benchmarks.report.Goal;
import market.tessera.benchmarks.report.Line;
import market.tessera.benchmarks.report.Report;
import market.tessera.benchmarks.stage.Offered;
import market.tessera.benchmarks.stage.Workshop;
import market.tessera.sandbox.relevance.Floor;
import market.tessera.sandbox.relevance.Judgements;
import market.tessera.sandbox.relevance.OpenCourseWare;
import market.tessera.sandbox.relevance.Quality;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * How well the search API answers judged queries, beside a plain {@code multi_match} over the same texts in the same index: on the sample catalogue, and
 * on course titles and abstracts that nobody here wrote.
 */
final class RelevanceScenario implements Single {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int WORST = 10;
    /** The last holds summary, description, outcomes and what else is said; those are not searched by themselves. */
    private static final List<String> TEXTS =
            List.of("title", "skills", "subjects", "occupations", "providerName", "everything");

    @Override
    public Report run(Plan plan) throws IOException {
        var lines = new ArrayList<Line>();
        var goals = new ArrayList<Goal>();
        var notes = new ArrayList<String>();
        var sample = measure(plan, null, Judgements.ofSampleCatalogue());
        tell("sample", sample, lines, goals);
        sample.api()
                .byKind()
                .forEach((kind, ndcg) -> notes.add("sample, %-13s nDCG@10 %.2f".formatted(kind + ":", ndcg)));
        sample.api().queries().stream()
                .limit(WORST)
                .forEach(each -> notes.add("sample, %.2f for “%s”"
                        .formatted(each.ndcg(), each.judged().query())));
        var courses = OpenCourseWare.find(plan.home());
        if (courses.isPresent()) {
            tell("ocw", measure(plan, courses.get().catalogue(), courses.get().judgements()), lines, goals);
        } else {
            notes.add("data/ocw is not at hand below TESSERA_SHARED: left out.");
        }
        return new Report("relevance", Map.of(), lines, goals, notes);
    }

    private record Measured(Quality plain, Quality api) {}

    private static void tell(String set, Measured measured, List<Line> lines, List<Goal> goals) {
        lines.add(Line.quality(set + ": plain multi_match", measured.plain()));
        lines.add(Line.quality(set + ": GET /api/v1/offerings", measured.api()));
        goals.add(Goal.atLeast(
                "%s: nDCG@10, the API's over the plain one's".formatted(set),
                measured.api().ndcg() / measured.plain().ndcg(),
                1));
        goals.add(Goal.atLeast("%s: nDCG@10".formatted(set), measured.api().ndcg(), Floor.of(set)));
    }

    private static Measured measure(Plan plan, @Nullable JsonNode catalogue, Judgements judgements) throws IOException {
        try (var workshop = Workshop.open()) {
            var file = catalogue == null ? null : write(workshop.resolve("catalogue.json"), catalogue);
            try (var stage = plan.stage(workshop, file);
                    var site = new Http(stage.site(), 1);
                    var engine = new Http(stage.openSearch(), 1)) {
                if (catalogue != null) {
                    new Offered(engine).await(catalogue.path("offerings").size(), PATIENCE);
                }
                var names = names(engine);
                return new Measured(
                        Quality.of(judgements, query -> plain(engine, query, names)),
                        Quality.of(judgements, query -> api(site, query, names)));
            }
        }
    }

    private static Path write(Path file, JsonNode catalogue) throws IOException {
        return Files.write(file, JSON.writeValueAsBytes(catalogue));
    }

    /** External ids, which the judgements use, by the marketplace's own. */
    private static Map<String, String> names(Http engine) {
        var names = new HashMap<String, String>();
        var all = JSON.createObjectNode().put("size", 10_000);
        all.putArray("_source").add("id").add("offering.source.externalId");
        for (var hit : hits(engine, all)) {
            var source = hit.path("_source");
            names.put(
                    source.path("id").asString(),
                    source.at("/offering/source/externalId").asString());
        }
        return names;
    }

    private static List<String> plain(Http engine, String query, Map<String, String> names) {
        var search = JSON.createObjectNode().put("size", Quality.DEPTH);
        search.putArray("_source").add("id");
        var match = search.putObject("query").putObject("multi_match").put("query", query);
        var fields = match.putArray("fields");
        TEXTS.forEach(fields::add);
        return hits(engine, search).stream()
                .map(hit -> names.getOrDefault(hit.at("/_source/id").asString(), ""))
                .toList();
    }

    private static List<JsonNode> hits(Http engine, JsonNode search) {
        var answer = engine.post("/%s/_search".formatted(Offered.INDEX), JSON.writeValueAsBytes(search))
                .block();
        return JSON.readTree(answer).at("/hits/hits").valueStream().toList();
    }

    private static List<String> api(Http site, String query, Map<String, String> names) {
        var answer = site.get("/api/v1/offerings?limit=%d&q=%s"
                        .formatted(Quality.DEPTH, URLEncoder.encode(query, StandardCharsets.UTF_8)))
                .block();
        return JSON.readTree(answer)
                .path("items")
                .valueStream()
                .map(item -> names.getOrDefault(item.path("id").asString(), ""))
                .toList();
    }
}
