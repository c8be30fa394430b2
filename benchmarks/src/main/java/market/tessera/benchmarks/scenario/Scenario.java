package market.tessera.benchmarks.scenario;

import java.io.IOException;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import market.tessera.benchmarks.report.Report;

/** A benchmark: brings up what it needs, measures, takes everything down again. */
@FunctionalInterface
public interface Scenario {
    /** All benchmarks by the names under which they are asked for. */
    Map<String, Scenario> ALL = new TreeMap<>(Map.ofEntries(
            Map.entry("start", new StartScenario()),
            Map.entry("import", new ImportScenario()),
            Map.entry("index", new IndexScenario()),
            Map.entry("rebuild", new Loaded(new RebuildScenario())),
            Map.entry("search", new Loaded(new SearchScenario())),
            Map.entry("suggest", new Loaded(new SuggestScenario())),
            Map.entry(
                    "scale",
                    new ScaleScenario(
                            new RebuildScenario(),
                            new SearchScenario(),
                            new SuggestScenario(),
                            new ExportScenario(0, 1))),
            Map.entry("relevance", new RelevanceScenario()),
            Map.entry("publish", new PublishScenario()),
            Map.entry("order", new OrderScenario()),
            Map.entry("portal", new PortalScenario()),
            Map.entry("badges", new BadgeScenario()),
            Map.entry("growth", new GrowthScenario()),
            Map.entry("export", new Loaded(new ExportScenario(1, 3)))));

    /**
     * Measures.
     *
     * @param reports takes each outcome as soon as it is known
     */
    void run(Plan plan, Consumer<Report> reports) throws IOException, SQLException;
}
