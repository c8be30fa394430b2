package market.tessera.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import market.tessera.benchmarks.report.Report;

/** A benchmark: brings up what it needs, measures, takes everything down again. */
@FunctionalInterface
public interface Scenario {
    /** All benchmarks by the names under which they are asked for. */
    Map<String, Scenario> ALL = new TreeMap<>(Map.of(
            "start", new StartScenario(),
            "import", new ImportScenario(),
            "index", new IndexScenario(),
            "search", new SearchScenario(),
            "suggest", new SuggestScenario(),
            "relevance", new RelevanceScenario(),
            "publish", new PublishScenario(),
            "order", new OrderScenario(),
            "badges", new BadgeScenario(),
            "export", new ExportScenario()));

    Report run(Plan plan) throws IOException, SQLException;
}
