package market.tessera.provider.formats;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import market.tessera.provider.reading.Line;
import market.tessera.provider.reading.Lines;
import market.tessera.provider.reading.SpooledInput;
import reactor.core.publisher.Mono;

/** A file in the catalogue format. */
public record CatalogueSource(SpooledInput input) implements RecordSource {
    public static final String INPUT = "catalogue";

    @Override
    public Lines open(Section section) throws IOException {
        return new CatalogueLines(input.file(), section.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public Mono<List<SourceRecord>> records(Section section, List<Line> lines) {
        return Mono.fromSupplier(
                () -> lines.stream().map(CatalogueSource::record).toList());
    }

    private static SourceRecord record(Line line) {
        return switch (line) {
            case Line.OfObject(var number, var node) -> SourceRecord.of(number, node);
            case Line.Unreadable unreadable -> SourceRecord.unreadable(unreadable);
            case Line.OfTable _ -> throw new IllegalStateException("A catalogue file has no rows");
        };
    }

    @Override
    public boolean repeats(Section section) {
        return false;
    }
}
