package market.tessera.checkout.resultfile;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.resultfile.ResultLine.Broken;
import market.tessera.checkout.resultfile.ResultLine.Failed;
import market.tessera.checkout.resultfile.ResultLine.Passed;

/** A file as spreadsheets save it: commas, semicolons or tabs between the cells, UTF-8 or Western European letters. */
final class ResultFile {
    static final int MOST_LINES = 1_000;
    private static final Charset WESTERN = Charset.forName("windows-1252");

    private ResultFile() {}

    /** What is in a file. */
    sealed interface Content {
        record Lines(List<ResultLine> lines) implements Content {}

        /** @param problem key of why nothing of it can be taken */
        record Unusable(String problem) implements Content {}
    }

    static Content read(byte[] file, Instant now) {
        var text = text(file);
        if (text.isBlank()) {
            return new Content.Unusable("empty");
        }
        try (var csv = CsvReader.builder()
                .fieldSeparator(separator(text))
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(text)) {
            return lines(csv.stream().limit(MOST_LINES + 2L).toList(), now);
        } catch (CsvParseException | IOException malformed) {
            return new Content.Unusable("malformed");
        }
    }

    private static Content lines(List<CsvRecord> records, Instant now) {
        var header = records.getFirst().getFields().stream()
                .map(name -> name.strip().toLowerCase(Locale.ROOT))
                .toList();
        if (!header.contains("enrollment") || !header.contains("result")) {
            return new Content.Unusable("columns");
        }
        if (records.size() > MOST_LINES + 1) {
            return new Content.Unusable("tooLong");
        }
        var seen = new HashSet<UUID>();
        var lines = new ArrayList<ResultLine>();
        for (var record : records.subList(1, records.size())) {
            var cells = new HashMap<String, String>();
            for (var column = 0; column < Math.min(header.size(), record.getFieldCount()); column++) {
                cells.put(header.get(column), record.getField(column));
            }
            lines.add(once(ResultLine.read(record.getStartingLineNumber(), cells, now), seen));
        }
        return new Content.Lines(lines);
    }

    /** Of two lines for one learner nobody can know which counts: the second is refused. */
    private static ResultLine once(ResultLine line, Set<UUID> seen) {
        return switch (line) {
            case Passed passed when !seen.add(passed.enrollment()) -> new Broken(line.number(), "twice");
            case Failed failed when !seen.add(failed.enrollment()) -> new Broken(line.number(), "twice");
            case Passed _, Failed _, ResultLine.Blank _, Broken _ -> line;
        };
    }

    private static char separator(String text) {
        var header = text.lines().findFirst().orElse("");
        return List.of(';', '\t', ',').stream()
                .filter(candidate -> header.indexOf(candidate) >= 0)
                .findFirst()
                .orElse(',');
    }

    private static String text(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException other) {
            return new String(file, WESTERN);
        }
    }
}
