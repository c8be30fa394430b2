package market.tessera.provider.reading;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.NoSuchElementException;
import market.tessera.provider.mapping.Row;
import market.tessera.provider.provider.Storable;
import org.jspecify.annotations.Nullable;

/**
 * A CSV file with a header (RFC 4180). A record that does not fit is reported, and reading goes on at the next line of the file, not after the
 * record: a quotation mark that never closes takes no good rows with it.
 */
public final class CsvLines implements Lines {
    private static final int LONGEST_RECORD = 16 * 1024 * 1024;
    private static final int MOST_RESTARTS = 1_000;

    private final Path file;
    private final Charset encoding;
    private final char separator;
    private final Row.Columns columns;
    private LineOffsets input;
    private CloseableIterator<CsvRecord> records;
    private long firstLine;
    private long nextLine = 1;
    private int restarts;

    public CsvLines(Path file, Charset encoding, char separator) throws IOException {
        this.file = file;
        this.encoding = encoding;
        this.separator = separator;
        this.input = input(1, 0);
        this.records = records(input);
        this.firstLine = 1;
        this.columns = Row.Columns.of(header());
    }

    public Row.Columns columns() {
        return columns;
    }

    private List<String> header() {
        try {
            var header = records.next();
            nextLine = 1 + physicalLines(header);
            var first = header.getField(0).replace("\uFEFF", "");
            return java.util.stream.Stream.concat(
                            java.util.stream.Stream.of(first),
                            header.getFields().stream().skip(1))
                    .map(Storable::cleaned)
                    .map(String::strip)
                    .toList();
        } catch (NoSuchElementException empty) {
            throw new BrokenFile("The file is empty; its first line has to name the columns.", empty);
        } catch (CsvParseException malformed) {
            throw new BrokenFile("The first line does not name columns: " + reason(malformed), malformed);
        }
    }

    @Override
    public boolean hasNext() {
        try {
            return records.hasNext();
        } catch (CsvParseException reportedByNext) {
            return true;
        }
    }

    @Override
    public Line next() {
        try {
            return line(records.next());
        } catch (CsvParseException malformed) {
            return restart(nextLine, reason(malformed));
        }
    }

    private Line line(CsvRecord record) {
        var number = firstLine + record.getStartingLineNumber() - 1;
        var lines = physicalLines(record);
        input.forgetBefore(number);
        nextLine = number + lines;
        if (record.getFieldCount() != columns.names().size()) {
            var reason = "has %d fields where the header names %d"
                    .formatted(record.getFieldCount(), columns.names().size());
            return lines == 1
                    ? new Line.Unreadable(number, reason, List.copyOf(record.getFields()))
                    : restart(number, "%s, over %d lines: a quotation mark may not be closed".formatted(reason, lines));
        }
        return endsInQuotes(record)
                ? restart(number, "has a quotation mark that is never closed")
                : new Line.OfTable(new Row(number, columns, List.copyOf(record.getFields())));
    }

    /** Whether the file ended while the last field was still quoted; only a quoted field can hold the end of a line. */
    private boolean endsInQuotes(CsvRecord record) {
        var last = record.getField(record.getFieldCount() - 1);
        return (last.indexOf('\n') >= 0 || last.indexOf('\r') >= 0) && !hasNext() && input.lastOfText() != '"';
    }

    private Line restart(long broken, String reason) {
        restarts++;
        var offset = input.offset(broken + 1);
        if (offset < 0 || restarts > MOST_RESTARTS) {
            throw new BrokenFile("Line %d %s, and what follows cannot be read either.".formatted(broken, reason));
        }
        try {
            records.close();
            firstLine = broken + 1;
            nextLine = firstLine;
            input = input(firstLine, offset);
            records = records(input);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return new Line.Unreadable(broken, reason);
    }

    private LineOffsets input(long line, long offset) throws IOException {
        return new LineOffsets(Channels.newInputStream(FileChannel.open(file).position(offset)), line, offset);
    }

    private CloseableIterator<CsvRecord> records(LineOffsets from) {
        return CsvReader.builder()
                .fieldSeparator(separator)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .maxBufferSize(LONGEST_RECORD)
                .ofCsvRecord(new InputStreamReader(from, encoding))
                .iterator();
    }

    private static long physicalLines(CsvRecord record) {
        var breaks = 1L;
        for (var field : record.getFields()) {
            for (var at = 0; at < field.length(); at++) {
                var character = field.charAt(at);
                var pair = character == '\r' && at + 1 < field.length() && field.charAt(at + 1) == '\n';
                breaks += (character == '\n' || character == '\r') && !pair ? 1 : 0;
            }
        }
        return breaks;
    }

    private static String reason(CsvParseException malformed) {
        var cause = malformed.getCause() == null ? malformed : malformed.getCause();
        @Nullable String message = cause.getMessage();
        return "is not valid CSV (%s)".formatted(message == null ? "malformed" : message);
    }

    @Override
    public long position() {
        return input.position();
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}
