package market.tessera.checkout.gradebook;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Objects;
import java.util.Optional;
import market.tessera.checkout.completion.Score;
import market.tessera.checkout.completion.Score.Activity;
import market.tessera.checkout.completion.Score.Grading;
import market.tessera.checkout.roster.RosterRefusal;
import market.tessera.checkout.roster.RosterRefusal.Reason;
import org.jspecify.annotations.Nullable;

/** A result as OneRoster 1.2 has it put, {@code {"result": {…}}}; members that say nothing of the course's completion are left aside. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ResultBody(@Nullable Result result) {
    private static final BigDecimal MAXIMUM = new BigDecimal(100);
    private static final int LONGEST_COMMENT = 2_000;

    @JsonIgnoreProperties(ignoreUnknown = true)
    record Reference(@Nullable String sourcedId) {}

    /**
     * The object itself.
     *
     * @param score of 100, as the line item says
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Result(
            @Nullable String sourcedId,
            @Nullable Reference lineItem,
            @Nullable Reference student,
            @Nullable String status,
            @Nullable String dateLastModified,
            @Nullable String scoreStatus,
            @Nullable BigDecimal score,
            @Nullable String scoreDate,
            @Nullable String comment) {}

    /**
     * A result that can be taken.
     *
     * @param completedAt the score's date; the moment itself, where that is today
     */
    record Taken(String lineItem, String student, Score score, Instant completedAt) {}

    /** @throws RosterRefusal for what is missing or malformed */
    Taken read(Instant now) {
        var given = result;
        if (given == null) {
            throw refused("result is missing");
        }
        if ("tobedeleted".equals(given.status())) {
            throw refused("A result is not deleted by its status; put another one, which corrects it");
        }
        var at = time("dateLastModified", given.dateLastModified())
                .filter(time -> time.isBefore(now))
                .orElse(now);
        return new Taken(
                id("lineItem", given.lineItem()),
                id("student", given.student()),
                score(given, at),
                time("scoreDate", given.scoreDate())
                        .filter(time -> !sameDay(time, now) && time.isBefore(now))
                        .orElse(now));
    }

    private static Score score(Result given, Instant at) {
        var score = given.score();
        if (score != null && score.signum() < 0) {
            throw refused("score is negative");
        }
        if (score != null && !Score.isNumberOfPoints(score)) {
            throw refused("score is no number of points");
        }
        var comment = given.comment();
        var kept = comment == null || comment.length() <= LONGEST_COMMENT
                ? comment
                : comment.substring(0, LONGEST_COMMENT);
        var maximum = score == null ? null : MAXIMUM;
        return switch (Objects.requireNonNullElse(given.scoreStatus(), "")) {
            case "fully graded" -> new Score(at, Activity.COMPLETED, Grading.FULLY_GRADED, score, maximum, kept);
            case "partially graded" -> new Score(at, Activity.IN_PROGRESS, Grading.PENDING, score, maximum, kept);
            case "submitted" -> new Score(at, Activity.SUBMITTED, Grading.PENDING_MANUAL, score, maximum, kept);
            case "not submitted" -> new Score(at, Activity.STARTED, Grading.NOT_READY, score, maximum, kept);
            case "exempt" -> new Score(at, Activity.IN_PROGRESS, Grading.NOT_READY, score, maximum, kept);
            default ->
                throw refused(
                        "scoreStatus is not one of exempt, fully graded, not submitted, partially graded, submitted");
        };
    }

    private static String id(String member, @Nullable Reference reference) {
        var id = reference == null ? null : reference.sourcedId();
        if (id == null) {
            throw refused(member + ".sourcedId is missing");
        }
        return id;
    }

    private static Optional<Instant> time(String member, @Nullable String text) {
        try {
            return Optional.ofNullable(text)
                    .map(given -> given.length() == 10
                            ? LocalDate.parse(given)
                                    .atStartOfDay(ZoneOffset.UTC)
                                    .toInstant()
                            : OffsetDateTime.parse(given).toInstant());
        } catch (DateTimeException malformed) {
            throw refused(member + " is no date or time");
        }
    }

    private static boolean sameDay(Instant one, Instant other) {
        return one.atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .equals(other.atOffset(ZoneOffset.UTC).toLocalDate());
    }

    private static RosterRefusal refused(String why) {
        return new RosterRefusal(Reason.INVALID_DATA, why);
    }
}
