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
    Map<String, Scenario> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("start", new StartScenario()),
            Map.entry("import", new ImportScenario()),
            Map.entry("index", new IndexScenario()),
            Map.entry("rebuild", new RebuildScenario()),
            Map.entry("search", new SearchScenario()),
            Map.entry("suggest", new SuggestScenario()),
            Map.entry("relevance", new RelevanceScenario()),
            Map.entry("publish", new PublishScenario()),
            Map.entry("order", new OrderScenario()),
            Map.entry("portal", new PortalScenario()),
            Map.entry("badges", new BadgeScenario()),
            Map.entry("growth", new GrowthScenario()),
            Map.entry("export", new ExportScenario())));

    Report run(Plan plan) throws IOException, SQLException;
}
