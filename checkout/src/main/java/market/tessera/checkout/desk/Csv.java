package market.tessera.checkout.desk;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;

/** Lists as files that spreadsheets read (RFC 4180). */
public final class Csv {
    private static final MediaType CSV = MediaType.parseMediaType("text/csv;charset=UTF-8");

    private Csv() {}

    /** @param rows each with a cell for every column of {@code head} */
    public static ResponseEntity<String> file(String name, List<String> head, Stream<List<String>> rows) {
        return answer(name)
                .body(Stream.concat(Stream.of(head), rows).map(Csv::line).collect(Collectors.joining()));
    }

    /** The same of more rows than are kept in memory at a time: it is sent as they come. */
    public static ResponseEntity<Flux<String>> stream(String name, List<String> head, Flux<List<String>> rows) {
        return answer(name).body(rows.startWith(head).map(Csv::line));
    }

    private static ResponseEntity.BodyBuilder answer(String name) {
        return ResponseEntity.ok()
                .contentType(CSV)
                .cacheControl(CacheControl.noStore())
                .headers(headers -> headers.setContentDisposition(
                        ContentDisposition.attachment().filename(name).build()));
    }

    private static String line(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",", "", "\r\n"));
    }

    /** Quoted where needed; what a spreadsheet would take for a formula is not one, except for numbers. */
    private static String cell(String text) {
        var safe = text.matches("(?s)[=+@\\t\\r-].*") && !text.matches("-?[0-9.]+") ? "'" + text : text;
        return safe.matches("(?s).*[\",\\r\\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
    }
}
