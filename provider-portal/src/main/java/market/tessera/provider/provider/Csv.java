package market.tessera.provider.provider;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import reactor.core.publisher.Flux;

/** Files of RFC 4180 that a spreadsheet may open: nothing that anybody typed is taken for a formula. */
public final class Csv {
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r]");

    private Csv() {}

    /** A line; what is null is empty. */
    public static String line(@Nullable Object... cells) {
        var line = new StringWriter();
        CsvWriter.builder()
                .bufferSize(0)
                .build(line)
                .writeRecord(Arrays.stream(cells).map(Csv::cell).toArray(String[]::new));
        return line.toString();
    }

    private static String cell(@Nullable Object value) {
        var text = Objects.toString(value, "");
        return value instanceof String && FORMULA.matcher(text).find() ? "'" + text : text;
    }

    /** A download that is written as its lines come. */
    public static ResponseEntity<Flux<DataBuffer>> download(String name, Flux<String> lines) {
        return download(name, StandardCharsets.UTF_8, lines);
    }

    public static ResponseEntity<Flux<DataBuffer>> download(String name, Charset encoding, Flux<String> lines) {
        return ResponseEntity.ok()
                .contentType(new MediaType("text", "csv", encoding))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .body(lines.map(line -> DefaultDataBufferFactory.sharedInstance.wrap(line.getBytes(encoding))));
    }
}
