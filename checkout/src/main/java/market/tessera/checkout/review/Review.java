package market.tessera.checkout.review;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a learner says of a course; one for an enrollment.
 *
 * @param version counts the changes; the version of its event in the log
 * @param stars 1 to 5
 * @param text may be empty; never Markdown
 * @param kept whether it stays, without anybody's name as ever, when the learner's account is deleted
 * @param completed whether the learner has completed the course by now
 * @param hiddenWhy what the operator gave as the reason for hiding it; null while it is shown
 */
public record Review(
        UUID id,
        UUID enrollment,
        UUID offering,
        UUID provider,
        String title,
        long version,
        int stars,
        String text,
        boolean kept,
        boolean completed,
        Instant writtenAt,
        Instant changedAt,
        @Nullable String answer,
        @Nullable Instant answeredAt,
        @Nullable String hiddenWhy,
        @Nullable Instant withdrawnAt) {
    static final int LONGEST_TEXT = 2000;

    public boolean isHidden() {
        return hiddenWhy != null;
    }

    public boolean isWithdrawn() {
        return withdrawnAt != null;
    }

    /** The word for where it stands in the log. */
    String state() {
        if (isWithdrawn()) {
            return "withdrawn";
        }
        return isHidden() ? "hidden" : "shown";
    }
}
