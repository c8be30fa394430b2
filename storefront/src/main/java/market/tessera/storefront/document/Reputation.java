package market.tessera.storefront.document;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How learners rate and complete an offering; see {@code reputation.updated} in {@code docs/events.md}.
 *
 * @param rating null as long as nobody has rated
 * @param completion null where too few have completed for it to be told
 * @param latest the newest with words
 */
public record Reputation(@Nullable Rating rating, @Nullable Completion completion, List<Review> latest) {
    public static final Reputation NONE = new Reputation(null, null, List.of());

    public Reputation {
        latest = latest == null ? List.of() : latest;
    }

    /** @param stars how many learners gave one star, two, and so on to five */
    public record Rating(double average, int count, List<Integer> stars) {}

    public record Completion(int enrolled, int completed) {}

    /** @param on the day it was written */
    public record Review(
            String id,
            int stars,
            String text,
            boolean completed,
            LocalDate on,
            @Nullable String answer) {}
}
