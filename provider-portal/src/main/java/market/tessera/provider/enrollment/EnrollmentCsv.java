package market.tessera.provider.enrollment;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.StringWriter;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Enrollments as RFC 4180 CSV that a spreadsheet may open: nothing that a learner typed is taken for a formula. */
final class EnrollmentCsv {
    private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r]");

    static final String HEADER = write(
            "enrollment",
            "order",
            "offering",
            "name",
            "email",
            "state",
            "since",
            "amount",
            "currency",
            "grade",
            "badge");

    private EnrollmentCsv() {}

    static String line(Enrollment enrollment) {
        var price = enrollment.price();
        return write(
                enrollment.id().toString(),
                text(enrollment.orderNumber()),
                text(enrollment.offeringTitle()),
                text(enrollment.learnerName()),
                text(enrollment.learnerEmail()),
                enrollment.state().key(),
                enrollment.at().toString(),
                price == null ? "" : price.toMajorUnits().toPlainString(),
                price == null ? "" : price.currency().getCurrencyCode(),
                text(enrollment.grade()),
                Objects.toString(enrollment.badge(), ""));
    }

    private static String text(@Nullable String value) {
        var text = Objects.requireNonNullElse(value, "");
        return FORMULA.matcher(text).find() ? "'" + text : text;
    }

    private static String write(String... cells) {
        var line = new StringWriter();
        CsvWriter.builder().bufferSize(0).build(line).writeRecord(cells);
        return line.toString();
    }
}
