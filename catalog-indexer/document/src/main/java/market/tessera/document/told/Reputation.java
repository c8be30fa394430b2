package market.tessera.document.told;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What checkout last told of how an offering's learners rate it and complete it.
 *
 * @param version of the commerce log, per offering
 * @param data the event's data whole
 */
public record Reputation(String offering, long version, JsonNode data) {
    @Nullable
    public Rating rating() {
        var rating = data.path("rating");
        return rating.path("count").asInt() == 0
                ? null
                : Rating.of(
                        rating.path("average").asDouble(), rating.path("count").asInt());
    }

    /** Share of those with a place who have completed; null while too few have for it to be told. */
    @Nullable
    public Double completionRate() {
        var completion = data.path("completion");
        var enrolled = completion.path("enrolled").asInt();
        return enrolled == 0
                ? null
                : Math.round(1000.0 * completion.path("completed").asInt() / enrolled) / 1000.0;
    }

    /**
     * @param damped what to sort and rank by: a few ratings say little, so five of a middling 3.5 are added to them
     */
    public record Rating(double average, int count, double damped) {
        private static final double MIDDLING = 3.5;
        private static final int ADDED = 5;

        static Rating of(double average, int count) {
            var damped = (average * count + MIDDLING * ADDED) / (count + ADDED);
            return new Rating(average, count, Math.round(1000 * damped) / 1000.0);
        }
    }
}
