package market.tessera.checkout.review;

import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * The stars of an offering.
 *
 * @param average 0 where nobody has rated
 * @param bars most stars first
 */
record Rating(double average, long count, List<Bar> bars) {
    static final Rating NONE = new Rating(0, 0, List.of());
    private static final int MOST = 5;

    /** How many learners gave so many stars. */
    record Bar(int stars, long count) {}

    static Rating of(JsonNode reputation) {
        var rating = reputation.path("rating");
        return rating.isMissingNode()
                ? NONE
                : new Rating(
                        rating.path("average").asDouble(),
                        rating.path("count").asLong(),
                        IntStream.range(0, MOST)
                                .mapToObj(above -> bar(rating.path("stars"), MOST - above))
                                .toList());
    }

    private static Bar bar(JsonNode counts, int stars) {
        return new Bar(stars, counts.path(stars - 1).asLong());
    }
}
