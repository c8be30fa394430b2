package market.tessera.provider.formats;

import java.io.IOException;
import java.util.List;
import market.tessera.provider.reading.Line;
import market.tessera.provider.reading.Lines;
import market.tessera.provider.reading.SpooledInput;
import reactor.core.publisher.Mono;

/** Where an import's records come from, section by section. */
public interface RecordSource {
    enum Section {
        PROVIDERS,
        OFFERINGS,
        PATHWAYS
    }

    /** The input that has a section. */
    SpooledInput input();

    Lines open(Section section) throws IOException;

    /** What lines of a section say; a line may say nothing. */
    Mono<List<SourceRecord>> records(Section section, List<Line> lines);

    /** Whether one record may stand in several lines, of which the first counts. */
    boolean repeats(Section section);
}
