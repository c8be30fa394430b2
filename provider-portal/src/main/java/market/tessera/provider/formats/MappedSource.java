package market.tessera.provider.formats;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.mapping.MappedRecord;
import market.tessera.provider.mapping.Mapping;
import market.tessera.provider.mapping.Row;
import market.tessera.provider.reading.CsvLines;
import market.tessera.provider.reading.JsonLines;
import market.tessera.provider.reading.Line;
import market.tessera.provider.reading.Lines;
import market.tessera.provider.reading.SpooledInput;
import reactor.core.publisher.Mono;

/** A table, with a mapping that makes records of its rows and of what is joined to them. */
public record MappedSource(UUID job, SpooledInput input, Mapping mapping, JoinedRows joinedRows)
        implements RecordSource {

    @Override
    public Lines open(Section section) throws IOException {
        return open(mapping, input);
    }

    public static Lines open(Mapping mapping, SpooledInput input) throws IOException {
        var form = mapping.input(input.name());
        return switch (form.format()) {
            case CSV -> new CsvLines(input.file(), input.charset(), form.separator());
            case JSON -> new JsonLines(input.file());
        };
    }

    @Override
    public Mono<List<SourceRecord>> records(Section section, List<Line> lines) {
        return switch (section) {
            case PROVIDERS ->
                Mono.fromSupplier(() -> lines.stream().flatMap(this::provider).toList());
            case OFFERINGS ->
                joinedRows
                        .of(job, mapping, rows(lines))
                        .map(joined -> lines.stream()
                                .map(line -> offering(line, joined))
                                .toList());
            case PATHWAYS -> Mono.just(List.of());
        };
    }

    private static List<Row> rows(List<Line> lines) {
        return lines.stream()
                .filter(Line.OfTable.class::isInstance)
                .map(line -> ((Line.OfTable) line).row())
                .toList();
    }

    /** Lines that cannot be read are reported once, among the offerings. */
    private Stream<SourceRecord> provider(Line line) {
        return line instanceof Line.OfTable(var row)
                ? Stream.ofNullable(mapping.provider(row)).map(record -> record(line, record))
                : Stream.empty();
    }

    private SourceRecord offering(Line line, JoinedRows.Joined joined) {
        return switch (line) {
            case Line.OfTable(var row) -> record(line, mapping.offering(row, joined.of(row)));
            case Line.Unreadable unreadable -> SourceRecord.unreadable(unreadable);
            case Line.OfObject _ -> throw new IllegalStateException("A table has no catalogue records");
        };
    }

    private static SourceRecord record(Line line, MappedRecord record) {
        return new SourceRecord(line.number(), record.node(), record.repairs(), record.notes());
    }

    @Override
    public boolean repeats(Section section) {
        return section == Section.PROVIDERS;
    }
}
