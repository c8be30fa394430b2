package market.tessera.sandbox.lms;

import java.time.Instant;

/**
 * What the tool says of a learner (AGS 2.0, section 3.4).
 *
 * @param userId the platform's name for the learner
 * @param activity such as {@code Completed}
 * @param grading such as {@code FullyGraded}
 * @param given out of 100
 */
public record ScoreReport(String userId, Instant at, String activity, String grading, int given) {
    /** The course is done and graded. */
    public static ScoreReport completed(String userId, Instant at, int given) {
        return new ScoreReport(userId, at, "Completed", "FullyGraded", given);
    }
}
