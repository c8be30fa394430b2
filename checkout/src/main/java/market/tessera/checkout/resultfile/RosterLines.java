package market.tessera.checkout.resultfile;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;

/** Who has a place now, as a file that people fill in. */
@Repository
class RosterLines {
    static final String HEADER = line(List.of(
            "enrollment", "order", "offering", "starts", "name", "email", "state", "result", "grade", "completed"));

    private final DatabaseClient database;

    RosterLines(DatabaseClient database) {
        this.database = database;
    }

    record Row(
            UUID id,
            String orderNumber,
            String title,
            @Nullable String starts,
            String name,
            String email,
            String state,
            @Nullable String grade,
            @Nullable String completed) {}

    /** Of all who have not given their place back, by offering and name; those who have completed stand with their result. */
    Flux<String> of(UUID provider) {
        return database.sql("""
                        select e.id, e.order_number, e.title, i.starts::text as starts, e.name, e.email, lower(e.state) as state, e.grade,
                          (c.completed_at at time zone 'UTC')::date::text as completed
                        from enrollment e left join offer_intake i on i.id = e.intake
                          left join completion c on c.enrollment = e.id and c.withdrawn_at is null
                        where e.provider = :provider and e.state <> 'WITHDRAWN' order by e.title, i.starts, e.name, e.id
                        """)
                .bind("provider", provider)
                .mapProperties(Row.class)
                .all()
                .map(RosterLines::line);
    }

    private static String line(Row row) {
        return line(Stream.of(
                        row.id().toString(),
                        row.orderNumber(),
                        row.title(),
                        text(row.starts()),
                        row.name(),
                        row.email(),
                        row.state(),
                        row.completed() == null ? "" : "passed",
                        text(row.grade()),
                        text(row.completed()))
                .map(RosterLines::harmless)
                .toList());
    }

    private static String line(List<String> cells) {
        var line = new StringWriter();
        CsvWriter.builder().bufferSize(0).build(line).writeRecord(cells);
        return line.toString();
    }

    /** What a spreadsheet would take for a formula is not one. */
    private static String harmless(String text) {
        return text.matches("(?s)[=+@\\t\\r-].*") ? "'" + text : text;
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
