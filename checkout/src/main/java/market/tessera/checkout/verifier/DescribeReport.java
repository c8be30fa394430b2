package market.tessera.checkout.verifier;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import market.tessera.checkout.verifier.Check.State;
import market.tessera.checkout.verifier.Report.Verdict;
import market.tessera.checkout.verifier.ReportView.Line;
import market.tessera.checkout.verifier.ReportView.Part;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Puts a report into its reader's words. */
@Component
class DescribeReport {
    private final MessageSource words;
    private final String here;

    DescribeReport(MessageSource words, @Value("${tessera.public-url}") URI origin) {
        this.words = words;
        this.here = origin.getAuthority();
    }

    ReportView describe(Report report, Locale locale) {
        return new ReportView(
                report.verdict().key(),
                LearningRecord.is(report.credential()),
                report.title(),
                issued(report, locale),
                report.certifies(),
                lines(report.checks().stream(), locale),
                report.parts().stream().map(part -> part(part, locale)).toList());
    }

    private Part part(Report badge, Locale locale) {
        return new Part(
                badge.verdict().key(),
                word(state(badge.verdict())),
                badge.title(),
                badge.issuer().isEmpty() ? "" : issued(badge, locale),
                lines(badge.checks().stream().filter(check -> check.state().compareTo(State.UNKNOWN) >= 0), locale));
    }

    private static State state(Verdict verdict) {
        return switch (verdict) {
            case GENUINE -> State.PASSED;
            case UNCONFIRMED, PARTLY -> State.UNKNOWN;
            case EXPIRED, SUSPENDED, REVOKED, REFUSED -> State.FAILED;
        };
    }

    private List<Line> lines(Stream<Check> checks, Locale locale) {
        return checks.map(check -> line(check, locale)).toList();
    }

    /** An issuer can call itself what it likes: a signature proves the site it is from. */
    private String issued(Report report, Locale locale) {
        return report.site()
                .map(site -> site.equals(here)
                        ? word("verify.issued.here", locale, report.issuer())
                        : word("verify.issued.site", locale, report.issuer(), site))
                .orElseGet(() -> word("verify.issued.said", locale, report.issuer()));
    }

    private Line line(Check check, Locale locale) {
        var values = check.values().stream()
                .map(value -> value instanceof Instant instant ? date(instant, locale) : value)
                .toArray();
        return new Line(check.subject().key(), word(check.state()), word(check.key(), locale, values));
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private String word(String key, Locale locale, Object... values) {
        return words.getMessage(key, values, locale);
    }

    private static String date(Instant instant, Locale locale) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(locale)
                .format(instant.atZone(ZoneOffset.UTC));
    }
}
