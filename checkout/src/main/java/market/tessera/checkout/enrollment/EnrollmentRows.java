package market.tessera.checkout.enrollment;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.spi.Readable;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import market.tessera.checkout.enrollment.Enrollment.Course;
import market.tessera.checkout.enrollment.Enrollment.Learner;
import market.tessera.checkout.enrollment.Enrollment.Purchase;
import market.tessera.checkout.enrollment.Enrollment.State;
import market.tessera.platform.money.Money;

/** Rows of the table {@code enrollment} as values. */
final class EnrollmentRows {
    static final String SELECT = """
            select id, version, state, learner, name, email, locale, provider, provider_name, offering, edition, title, intake,
              line, order_id, order_number, price_amount, price_currency, grade, badge, changed_at
            from enrollment
            """;

    private EnrollmentRows() {}

    static Enrollment read(Readable row) {
        return new Enrollment(
                required(row, "id", UUID.class),
                required(row, "version", Long.class),
                State.valueOf(required(row, "state", String.class)),
                new Learner(
                        row.get("learner", UUID.class),
                        required(row, "name", String.class),
                        required(row, "email", String.class),
                        Locale.forLanguageTag(required(row, "locale", String.class))),
                new Course(
                        required(row, "provider", UUID.class),
                        required(row, "provider_name", String.class),
                        required(row, "offering", UUID.class),
                        required(row, "edition", Integer.class),
                        required(row, "title", String.class),
                        required(row, "intake", UUID.class)),
                new Purchase(
                        required(row, "line", UUID.class),
                        required(row, "order_id", UUID.class),
                        required(row, "order_number", String.class),
                        Money.of(
                                required(row, "price_amount", Long.class),
                                required(row, "price_currency", String.class))),
                row.get("grade", String.class),
                row.get("badge", UUID.class),
                required(row, "changed_at", Instant.class));
    }
}
