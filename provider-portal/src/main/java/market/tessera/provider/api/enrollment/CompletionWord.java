package market.tessera.provider.api.enrollment;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import market.tessera.provider.completion.CompletionReport;
import org.jspecify.annotations.Nullable;

/**
 * What a program says of a completion.
 *
 * @param completedAt null: now
 * @param grade as the learner is to read it
 */
record CompletionWord(
        @Nullable Instant completedAt,

        @Nullable @Size(max = 40) @Pattern(regexp = "\\P{Cntrl}*", message = "must not contain control characters")
        String grade,

        @Nullable @Valid Points score) {
    /** Clocks differ. */
    static final Duration TOLERANCE = Duration.ofMinutes(5);
    /** The database knows no date as early as a program can write one. */
    static final Instant EARLIEST = Instant.parse("1900-01-01T00:00:00Z");

    /** Points out of a maximum; more than the maximum is a bonus. */
    record Points(
            @NotNull @PositiveOrZero BigDecimal given,
            @NotNull @Positive BigDecimal maximum) {}

    /** To the microsecond, as the database keeps it. */
    Instant at(Instant now) {
        return completedAt == null ? now : completedAt.truncatedTo(ChronoUnit.MICROS);
    }

    @Nullable
    String said() {
        return grade == null || grade.isBlank() ? null : grade.strip();
    }

    CompletionReport.@Nullable Score points() {
        return score == null ? null : new CompletionReport.Score(score.given(), score.maximum());
    }
}
