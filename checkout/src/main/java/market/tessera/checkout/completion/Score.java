package market.tessera.checkout.completion;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a learner is, as the provider's system says (AGS 2.0, section 3.4).
 *
 * @param at when the system set it; an older score never overwrites a newer one
 * @param given null while there is no score yet; needs {@code maximum}
 */
public record Score(
        Instant at,
        Activity activity,
        Grading grading,
        @Nullable BigDecimal given,
        @Nullable BigDecimal maximum,
        @Nullable String comment) {
    private static final int MOST_DIGITS = 100;
    private static final BigDecimal HIGHEST = new BigDecimal(1_000_000_000);

    /** The learner's side. */
    public enum Activity {
        INITIALIZED,
        STARTED,
        IN_PROGRESS,
        SUBMITTED,
        COMPLETED
    }

    /** The grader's side. */
    public enum Grading {
        NOT_READY,
        FAILED,
        PENDING,
        PENDING_MANUAL,
        FULLY_GRADED
    }

    /**
     * Whether that is a number of points. Written short, a number can have so many digits that they fill the memory: {@code 1e999999999}.
     */
    public static boolean isNumberOfPoints(BigDecimal number) {
        return Math.abs(number.scale()) <= MOST_DIGITS && number.abs().compareTo(HIGHEST) <= 0;
    }

    /** Whether the course is completed with at least this share of the maximum. Without a score only a pass mark of zero is met. */
    boolean passes(BigDecimal passMark) {
        return isFinal() && achieved().orElse(BigDecimal.ZERO).compareTo(passMark) >= 0;
    }

    /** Whether the grader has spoken the last word for now. */
    boolean isFinal() {
        return activity == Activity.COMPLETED && grading == Grading.FULLY_GRADED;
    }

    /** The share of the maximum, 0 to 1 and above for bonus points. */
    Optional<BigDecimal> achieved() {
        return given == null || maximum == null || maximum.signum() <= 0
                ? Optional.empty()
                : Optional.of(given.divide(maximum, MathContext.DECIMAL64));
    }

    /** The grade as a learner reads it, such as {@code 87 %}. */
    public Optional<String> grade() {
        return achieved().map(Score::percentage);
    }

    static String percentage(BigDecimal share) {
        return share.movePointRight(2).setScale(0, RoundingMode.HALF_UP).toPlainString() + " %";
    }

    /** The completion that this score is the word of. */
    Completion completes(UUID enrollment, Instant completedAt) {
        return new Completion(enrollment, grade().orElse(null), achieved().orElse(null), completedAt);
    }
}
