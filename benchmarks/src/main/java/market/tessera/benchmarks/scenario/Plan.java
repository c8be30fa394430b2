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

/**
 * With what a benchmark is run.
 *
 * @param home root of the project
 * @param size number of offerings
 * @param connections callers at the same time
 */
public record Plan(Path home, int size, int connections, Duration warmUp, Duration measured) {

    GeneratedCatalogue catalogue() {
        return new GeneratedCatalogue(Corpus.find(home), size, LocalDate.now(ZoneOffset.UTC));
    }

    ClosedLoop loop() {
        return new ClosedLoop(connections, warmUp, measured);
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
