package market.tessera.provider.importruns;

import java.io.IOException;
import java.util.List;
import market.tessera.provider.importjobs.Counts;
import market.tessera.provider.reading.Line;
import market.tessera.provider.reading.Lines;
import reactor.core.publisher.Mono;

/** One pass over one input. Each batch is prepared outside and written inside a transaction. */
interface Step {
    Lines open() throws IOException;

    /** What has to be written for these lines. */
    Mono<Work> prepare(List<Line> lines);

    /** Writes within the caller's transaction and says what was counted. */
    interface Work {
        Mono<Counts> write();
    }
}
