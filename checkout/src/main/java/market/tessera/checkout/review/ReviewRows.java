package market.tessera.checkout.review;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;

/** Rows of the table {@code review} with what their enrollments say, as values. */
final class ReviewRows {
    static final String COLUMNS = """
            v.id, v.enrollment, v.offering, v.provider, e.title, v.version, v.stars, v.text, v.kept, e.state = 'COMPLETED' as completed,
              v.written_at, v.changed_at, v.answer, v.answered_at, v.hidden_why, v.withdrawn_at
            """;
    static final String SELECT = "select " + COLUMNS + "from review v join enrollment e on e.id = v.enrollment ";

    /** A review counts as long as nobody has taken it back or hidden it, and its learner has not given the place back. */
    static final String COUNTS =
            "v.withdrawn_at is null and v.hidden_why is null and e.state in ('ACTIVE', 'COMPLETED') ";

    private ReviewRows() {}

    static Review read(Readable row) {
        return new Review(
                required(row, "id", UUID.class),
                required(row, "enrollment", UUID.class),
                required(row, "offering", UUID.class),
                required(row, "provider", UUID.class),
                required(row, "title", String.class),
                required(row, "version", Long.class),
                required(row, "stars", Integer.class),
                required(row, "text", String.class),
                required(row, "kept", Boolean.class),
                required(row, "completed", Boolean.class),
                required(row, "written_at", Instant.class),
                required(row, "changed_at", Instant.class),
                row.get("answer", String.class),
                row.get("answered_at", Instant.class),
                row.get("hidden_why", String.class),
                row.get("withdrawn_at", Instant.class));
    }
}
