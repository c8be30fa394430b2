package market.tessera.benchmarks.scenario;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import market.tessera.benchmarks.catalogue.Corpus;
import market.tessera.benchmarks.catalogue.GeneratedCatalogue;
import market.tessera.benchmarks.load.ClosedLoop;
import market.tessera.benchmarks.stage.Imports;
import market.tessera.benchmarks.stage.Stage;
import market.tessera.benchmarks.stage.Workshop;
import org.jspecify.annotations.Nullable;

/**
 * With what a benchmark is run.
 *
 * @param home root of the project
 * @param size number of offerings
 * @param connections callers at the same time
 * @param stored number of orders that are stored in the end, where that is what is measured
 */
public record Plan(Path home, int size, int connections, Duration warmUp, Duration measured, int stored) {

    GeneratedCatalogue catalogue() {
        return new GeneratedCatalogue(Corpus.find(home), size, LocalDate.now(ZoneOffset.UTC));
    }

    /** The same with no more offerings than that: for what does not depend on their number. */
    Plan withAtMost(int offerings) {
        return new Plan(home, Math.min(size, offerings), connections, warmUp, measured, stored);
    }

    /** The longest that anything may take that is done with all offerings. */
    Duration patience() {
        return Duration.ofMinutes(10).plusMillis(5L * size);
    }

    /** @param catalogue to begin with instead of the sample */
    Stage stage(Workshop workshop, @Nullable Path catalogue) {
        return Stage.start(home, workshop, catalogue, patience());
    }

    Imports imports(Stage stage) {
        return new Imports(stage, patience());
    }

    ClosedLoop loop() {
        return new ClosedLoop(connections, warmUp, measured);
    }

    /** Half as long: for what is fast and even. */
    ClosedLoop briefLoop(int callers) {
        return new ClosedLoop(callers, warmUp.dividedBy(2), measured.dividedBy(2));
    }

    /** For work that runs through so much code that the usual time would measure the compiler. */
    ClosedLoop wellWarmedLoop() {
        return new ClosedLoop(connections, warmUp.multipliedBy(12), measured);
    }

    Map<String, Object> parameters(GeneratedCatalogue catalogue) {
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("offerings", size);
        parameters.put("words", catalogue.origin());
        parameters.put("connections", connections);
        parameters.put("warmUpSeconds", warmUp.toSeconds());
        parameters.put("seconds", measured.toSeconds());
        return parameters;
    }
}
