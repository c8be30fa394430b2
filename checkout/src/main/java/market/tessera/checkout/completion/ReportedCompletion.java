package market.tessera.checkout.completion;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code completion.reported} of the catalog log: a provider's word, given through its portal.
 *
 * @param grade as the provider words it; null: as the score says
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record ReportedCompletion(
        UUID enrollment,
        UUID provider,
        Instant completedAt,
        @Nullable String grade,
        @Nullable Points score) {
    ReportedCompletion {
        Objects.requireNonNull(enrollment);
        Objects.requireNonNull(provider);
        Objects.requireNonNull(completedAt);
    }

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Points(BigDecimal given, BigDecimal maximum) {
        boolean canBeReckoned() {
            return maximum.signum() > 0 && Score.isNumberOfPoints(given) && Score.isNumberOfPoints(maximum);
        }
    }

    Completion completion() {
        var achieved = score == null || !score.canBeReckoned()
                ? null
                : score.given().divide(score.maximum(), MathContext.DECIMAL64);
        return new Completion(
                enrollment,
                grade != null || achieved == null ? grade : Score.percentage(achieved),
                achieved,
                completedAt);
    }
}
