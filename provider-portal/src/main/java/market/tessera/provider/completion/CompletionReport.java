package market.tessera.provider.completion;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider's word that a learner has met the outcomes, as its own system says it.
 *
 * @param grade as the learner is to read it; null: as the score says, if there is one
 * @param score null where there is none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompletionReport(
        UUID enrollment,
        Instant completedAt,
        @Nullable String grade,
        @Nullable Score score,
        Instant reportedAt) {

    /** Points out of a maximum. */
    public record Score(BigDecimal given, BigDecimal maximum) {
        boolean sameAs(@Nullable Score other) {
            return other != null && given.compareTo(other.given) == 0 && maximum.compareTo(other.maximum) == 0;
        }
    }

    /** Whether both say the same, whenever they were sent. */
    boolean sameAs(CompletionReport other) {
        return completedAt.equals(other.completedAt) && sameResultAs(other);
    }

    /** Whether both say the same but for the time. */
    boolean sameResultAs(CompletionReport other) {
        return enrollment.equals(other.enrollment)
                && Objects.equals(grade, other.grade)
                && (score == null ? other.score == null : score.sameAs(other.score));
    }
}
