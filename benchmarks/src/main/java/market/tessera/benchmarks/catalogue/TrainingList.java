package market.tessera.benchmarks.catalogue;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import market.tessera.benchmarks.catalogue.Corpus.Programme;
import market.tessera.benchmarks.catalogue.Corpus.Subject;
import org.jspecify.annotations.Nullable;

/** New Jersey's Eligible Training Provider List. A cost or hours of 0 there mean that nobody said. */
final class TrainingList {
    private TrainingList() {}

    static Corpus read(Path folder) {
        var subjects = subjects(folder.resolve("cip2020-soc2018.csv"));
        var rows = rows(folder.resolve("programs.csv"));
        return new Corpus(
                "etpl",
                WordChain.of(rows.stream().map(row -> row.getField("officialname"))),
                WordChain.of(rows.stream().map(row -> clean(row.getField("description")))),
                rows.stream().map(row -> programme(row, subjects)).toList());
    }

    private static Programme programme(NamedCsvRecord row, Map<String, Subject> subjects) {
        return new Programme(
                subject(row.getField("cipcode"), subjects),
                known(row.getField("totalcost"), 100),
                known(row.getField("totalclockhours"), 1));
    }

    /** Six digits without the dot; leading zeros are lost in some rows. */
    private static @Nullable Subject subject(String code, Map<String, Subject> subjects) {
        var digits = "0".repeat(Math.max(0, 6 - code.length())) + code;
        return subjects.get(digits);
    }

    private static Map<String, Subject> subjects(Path crosswalk) {
        var subjects = new HashMap<String, Subject>();
        rows(crosswalk).forEach(row -> {
            var code = row.getField("CIP2020Code");
            var label = row.getField("CIP2020Title").replaceAll("\\.$", "");
            subjects.putIfAbsent(code.replace(".", ""), new Subject("CIP", code, label));
        });
        return subjects;
    }

    private static OptionalLong known(String number, int factor) {
        try {
            var value = Math.round(Double.parseDouble(number) * factor);
            return value > 0 ? OptionalLong.of(value) : OptionalLong.empty();
        } catch (NumberFormatException unreadable) {
            return OptionalLong.empty();
        }
    }

    /** Without the quotes that the export has wrapped around and doubled. */
    private static String clean(String description) {
        return description.replaceAll("\"+", "").replaceAll("[\\p{Cntrl}\\uFFFD]+", " ");
    }

    private static List<NamedCsvRecord> rows(Path file) {
        try (var rows = CsvReader.builder().ofNamedCsvRecord(file)) {
            return rows.stream().toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
