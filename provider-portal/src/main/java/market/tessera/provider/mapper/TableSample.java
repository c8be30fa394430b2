package market.tessera.provider.mapper;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import market.tessera.provider.elements.FormatCheck.Fault;
import market.tessera.provider.entries.Checked;
import market.tessera.provider.entries.EntryReader;
import market.tessera.provider.entries.OfferingEntry;
import market.tessera.provider.mapping.Mapping;
import market.tessera.provider.mapping.Row;
import market.tessera.provider.reading.Archives;
import market.tessera.provider.reading.BrokenFile;
import market.tessera.provider.reading.CsvLines;
import market.tessera.provider.reading.EncodingCheck;
import market.tessera.provider.reading.Line;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.ObjectNode;

/** The first rows of a table, and what a mapping would make of them. */
@Component
class TableSample {
    private static final List<Charset> ENCODINGS = List.of(StandardCharsets.UTF_8, Charset.forName("windows-1252"));
    private static final int MOST_ROWS = 20;
    private static final int MOST_COLUMNS = 80;
    /** What a column is called is compared with many words. */
    private static final int LONGEST_NAME = 200;

    private static final int LONGEST_SAMPLE = 200_000;

    private final EntryReader reader;
    private final MapperWords words;

    TableSample(EntryReader reader, MapperWords words) {
        this.reader = reader;
        this.words = words;
    }

    /** What a file begins with. */
    sealed interface Sampled {
        /**
         * @param text the header and the first rows, in the catalogue's own manner
         */
        record Table(char separator, List<String> columns, List<Row> rows, String text) implements Sampled {}

        record Unfit(String reason) implements Sampled {}
    }

    /** An offering as it would be, and what there is to say about it. */
    record Made(long line, ObjectNode offering, List<String> findings, boolean taken) {}

    Sampled of(Path file) throws IOException {
        try {
            Archives.refuse(file);
            var encoding = EncodingCheck.encodingOf(file, ENCODINGS);
            return table(file, encoding, separator(file, encoding));
        } catch (BrokenFile broken) {
            return new Sampled.Unfit(String.valueOf(broken.getMessage()));
        }
    }

    /** Whichever the first line has most of. */
    private static char separator(Path file, Charset encoding) throws IOException {
        try (var lines = Files.newBufferedReader(file, encoding)) {
            var header = lines.readLine();
            return Stream.of(',', ';', '\t', '|')
                    .max((one, other) -> Long.compare(count(header, one), count(header, other)))
                    .orElse(',');
        }
    }

    private static long count(@Nullable String text, char wanted) {
        return text == null
                ? 0
                : text.chars().filter(character -> character == wanted).count();
    }

    private Sampled table(Path file, Charset encoding, char separator) throws IOException {
        try (var lines = new CsvLines(file, encoding, separator)) {
            var columns = List.copyOf(lines.columns().names());
            if (columns.size() > MOST_COLUMNS) {
                return new Sampled.Unfit(words.say("refused.columns", MOST_COLUMNS));
            }
            if (columns.stream().anyMatch(name -> name.length() > LONGEST_NAME)) {
                return new Sampled.Unfit(words.say("refused.long-name", LONGEST_NAME));
            }
            var rows = new ArrayList<Row>();
            var text = new StringBuilder(line(columns));
            while (rows.size() < MOST_ROWS && lines.hasNext()) {
                if (lines.next() instanceof Line.OfTable(var row)) {
                    var line = line(row.values());
                    if (text.length() + line.length() <= LONGEST_SAMPLE) {
                        rows.add(row);
                        text.append(line);
                    }
                }
            }
            return rows.isEmpty()
                    ? new Sampled.Unfit(words.say("refused.no-rows"))
                    : new Sampled.Table(
                            separator, columns, rows, text.toString().replace("\u0000", ""));
        }
    }

    /** As it stands there: what is only read again needs no guard against formulas. */
    private static String line(List<? extends @Nullable String> cells) {
        var line = new StringWriter();
        CsvWriter.builder()
                .bufferSize(0)
                .build(line)
                .writeRecord(
                        cells.stream().map(cell -> cell == null ? "" : cell).toArray(String[]::new));
        return line.toString();
    }

    /** From the rows of a sample. */
    List<Made> make(Mapping mapping, List<Row> rows) {
        return rows.stream().map(row -> made(mapping, row)).toList();
    }

    private Made made(Mapping mapping, Row row) {
        var record = mapping.offering(row, java.util.Map.of());
        var remarks = Stream.concat(record.repairs().stream(), record.notes().stream())
                .map(remark -> remark.column() + ": " + remark.reason());
        return switch (reader.offering(record.node().deepCopy())) {
            case Checked.Valid<OfferingEntry> _ -> new Made(row.line(), record.node(), remarks.toList(), true);
            case Checked.Invalid<OfferingEntry> invalid ->
                new Made(
                        row.line(),
                        record.node(),
                        Stream.concat(invalid.faults().stream().map(TableSample::words), remarks)
                                .toList(),
                        false);
        };
    }

    private static String words(Fault fault) {
        return fault.field() == null ? fault.reason() : fault.field() + ": " + fault.reason();
    }
}
