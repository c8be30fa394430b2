package market.tessera.checkout.ags;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import market.tessera.checkout.completion.Score;
import market.tessera.checkout.completion.Score.Activity;
import market.tessera.checkout.completion.Score.Grading;
import market.tessera.platform.problem.Problem;
import market.tessera.platform.problem.Problem.Violation;
import org.jspecify.annotations.Nullable;

/** A score as tools send it, {@code application/vnd.ims.lis.v1.score+json}. */
record ScoreMessage(
        @Nullable String userId,
        @Nullable String timestamp,
        @Nullable String activityProgress,
        @Nullable String gradingProgress,
        @Nullable BigDecimal scoreGiven,
        @Nullable BigDecimal scoreMaximum,
        @Nullable String comment) {
    private static final int LONGEST_COMMENT = 2_000;
    private static final Map<String, Activity> ACTIVITIES = Map.of(
            "Initialized", Activity.INITIALIZED,
            "Started", Activity.STARTED,
            "InProgress", Activity.IN_PROGRESS,
            "Submitted", Activity.SUBMITTED,
            "Completed", Activity.COMPLETED);
    private static final Map<String, Grading> GRADINGS = Map.of(
            "NotReady", Grading.NOT_READY,
            "Failed", Grading.FAILED,
            "Pending", Grading.PENDING,
            "PendingManual", Grading.PENDING_MANUAL,
            "FullyGraded", Grading.FULLY_GRADED);

    /** @throws Problem 400 with everything that is missing or malformed */
    Score toScore() {
        var errors = new ArrayList<Violation>();
        var at = instant();
        if (at.isEmpty()) {
            errors.add(Violation.pointer("/timestamp", "timestamp is not an ISO 8601 time with an offset"));
        }
        var activity = value(ACTIVITIES, activityProgress, "activityProgress", errors);
        var grading = value(GRADINGS, gradingProgress, "gradingProgress", errors);
        if (scoreGiven != null && (scoreMaximum == null || scoreMaximum.signum() <= 0)) {
            errors.add(Violation.pointer("/scoreMaximum", "scoreGiven needs a scoreMaximum above 0"));
        }
        if (scoreGiven != null && scoreGiven.signum() < 0) {
            errors.add(Violation.pointer("/scoreGiven", "scoreGiven is negative"));
        }
        number("/scoreGiven", scoreGiven, errors);
        number("/scoreMaximum", scoreMaximum, errors);
        if (userId == null || userId.isBlank()) {
            errors.add(Violation.pointer("/userId", "userId is missing"));
        }
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
        return new Score(
                at.orElseThrow(),
                activity.orElseThrow(),
                grading.orElseThrow(),
                scoreGiven,
                scoreMaximum,
                shortComment());
    }

    private static void number(String pointer, @Nullable BigDecimal number, List<Violation> errors) {
        if (number != null && !Score.isNumberOfPoints(number)) {
            errors.add(Violation.pointer(pointer, "is no number of points"));
        }
    }

    private Optional<Instant> instant() {
        try {
            return Optional.ofNullable(timestamp)
                    .map(text -> OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeException malformed) {
            return Optional.empty();
        }
    }

    private static <T> Optional<T> value(
            Map<String, T> words, @Nullable String word, String member, List<Violation> errors) {
        var value = Optional.ofNullable(word).map(words::get);
        if (value.isEmpty()) {
            errors.add(Violation.pointer(
                    "/" + member,
                    member + " is not one of "
                            + String.join(", ", words.keySet().stream().sorted().toList())));
        }
        return value;
    }

    private @Nullable String shortComment() {
        return comment == null || comment.length() <= LONGEST_COMMENT ? comment : comment.substring(0, LONGEST_COMMENT);
    }
}
