package market.tessera.provider.vocabulary.element;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A duration of ISO 8601 as courses use it: {@code PT160H} is what a learner spends, {@code P4W} how long it takes.
 *
 * @param exact whether it is as it was written; months and years become weeks by 52 to the year
 */
public record Span(@Nullable BigDecimal hours, @Nullable BigDecimal weeks, boolean exact) {
    private static final String NUMBER = "(?:(\\d{1,6}(?:\\.\\d{1,4})?)";
    private static final Pattern WRITTEN = Pattern.compile("P" + NUMBER + "Y)?" + NUMBER + "M)?" + NUMBER + "W)?"
            + NUMBER + "D)?(?:T" + NUMBER + "H)?" + NUMBER + "M)?" + NUMBER + "S)?)?");
    private static final BigDecimal WEEKS_OF_A_YEAR = BigDecimal.valueOf(52);
    private static final int YEARS = 1;
    private static final int MONTHS = 2;
    private static final int WEEKS = 3;
    private static final int DAYS = 4;
    private static final int HOURS = 5;
    private static final int MINUTES = 6;
    private static final int SECONDS = 7;

    /** Empty if it is none, or mixes days and hours, which says nothing about either. */
    public static Optional<Span> parse(String text) {
        var written = WRITTEN.matcher(text.strip());
        if (!written.matches()) {
            return Optional.empty();
        }
        var weeks = divided(number(written, YEARS).multiply(WEEKS_OF_A_YEAR), 1)
                .add(divided(number(written, MONTHS).multiply(WEEKS_OF_A_YEAR), 12))
                .add(number(written, WEEKS))
                .add(divided(number(written, DAYS), 7));
        var hours = number(written, HOURS)
                .add(divided(number(written, MINUTES), 60))
                .add(divided(number(written, SECONDS), 3600));
        if (weeks.signum() > 0 == hours.signum() > 0) {
            return Optional.empty();
        }
        var onlyWeeks = written.group(YEARS) == null && written.group(MONTHS) == null && written.group(DAYS) == null;
        return Optional.of(
                hours.signum() > 0 ? new Span(tidy(hours), null, true) : new Span(null, tidy(weeks), onlyWeeks));
    }

    private static BigDecimal number(Matcher written, int group) {
        var text = written.group(group);
        return text == null ? BigDecimal.ZERO : new BigDecimal(text);
    }

    private static BigDecimal divided(BigDecimal number, int by) {
        return number.divide(BigDecimal.valueOf(by), 2, RoundingMode.HALF_UP);
    }

    private static BigDecimal tidy(BigDecimal number) {
        var stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
