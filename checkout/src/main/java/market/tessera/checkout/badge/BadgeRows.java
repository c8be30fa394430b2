package market.tessera.checkout.badge;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.UUID;
import market.tessera.checkout.badge.Badge.Merit;
import market.tessera.checkout.status.StatusLists.Slot;

/** Rows of the table {@code badge} as values. */
final class BadgeRows {
    static final String COLUMNS = """
            badge.id, badge.enrollment, badge.provider, badge.offering, badge.edition, badge.pathway, badge.learner, badge.title,
              badge.recipient, badge.list, badge.position, badge.credential, badge.jwt, badge.issued_at, badge.revoked_at, badge.reason
            """;

    /** Whether a badge is that learner's. */
    static final String OWN = """
            (badge.learner = :learner or exists (
              select from enrollment where enrollment.id = badge.enrollment and enrollment.learner = :learner))
            """;

    private BadgeRows() {}

    static Badge read(Readable row) {
        return new Badge(
                required(row, "id", UUID.class),
                required(row, "provider", UUID.class),
                merit(row),
                required(row, "title", String.class),
                required(row, "recipient", String.class),
                new Slot(required(row, "list", Integer.class), required(row, "position", Integer.class)),
                required(row, "credential", String.class),
                required(row, "jwt", String.class),
                required(row, "issued_at", Instant.class),
                row.get("revoked_at", Instant.class),
                row.get("reason", String.class));
    }

    private static Merit merit(Readable row) {
        var enrollment = row.get("enrollment", UUID.class);
        return enrollment == null
                ? new Merit.Pathway(required(row, "pathway", UUID.class), required(row, "learner", UUID.class))
                : new Merit.Course(
                        enrollment, required(row, "offering", UUID.class), required(row, "edition", Integer.class));
    }
}
