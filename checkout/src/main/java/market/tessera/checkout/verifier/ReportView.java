package market.tessera.checkout.verifier;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;

/**
 * A report as its reader sees it.
 *
 * @param verdict the last part of the keys of its words
 */
record ReportView(String verdict, String title, String issuer, String issuerId, String certifies, List<Line> lines) {
    /**
     * One check in words.
     *
     * @param state {@code passed}, {@code noted}, {@code unknown} or {@code failed}
     */
    record Line(String subject, String state, String text) {}

    static ReportView of(Report report, MessageSource words, Locale locale) {
        return new ReportView(
                report.verdict().key(),
                report.title(),
                report.issuer(),
                report.issuerId(),
                report.certifies(),
                report.checks().stream()
                        .map(check -> line(check, words, locale))
                        .toList());
    }

    private static Line line(Check check, MessageSource words, Locale locale) {
        var values = check.values().stream()
                .map(value -> value instanceof Instant instant ? date(instant, locale) : value)
                .toArray();
        return new Line(
                check.subject().key(),
                check.state().name().toLowerCase(Locale.ROOT),
                words.getMessage(check.key(), values, locale));
    }

    private static String date(Instant instant, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(instant.atZone(ZoneOffset.UTC));
    }
}
