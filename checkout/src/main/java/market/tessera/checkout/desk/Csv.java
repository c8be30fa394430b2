package market.tessera.checkout.desk;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** Lists as files that spreadsheets read (RFC 4180). */
public final class Csv {
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private Csv() {}

    /** @param rows each with a cell for every column of {@code head} */
    public static ResponseEntity<String> file(String name, List<String> head, Stream<List<String>> rows) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .cacheControl(CacheControl.noStore())
                .headers(headers -> headers.setContentDisposition(
                        ContentDisposition.attachment().filename(name).build()))
                .body(Stream.concat(Stream.of(head), rows)
                        .map(Csv::line)
                        .collect(Collectors.joining("\r\n", "", "\r\n")));
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(","));
    }

    /** Quoted where needed; what a spreadsheet would take for a formula is not one, except for numbers. */
    private static String cell(String text) {
        var safe = text.matches("(?s)[=+@\\t\\r-].*") && !text.matches("-?[0-9.]+") ? "'" + text : text;
        return safe.matches("(?s).*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
