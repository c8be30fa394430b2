package market.tessera.storefront.search;

import java.time.LocalDate;
import java.util.List;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/**
 * What tells offerings apart that fit the words equally well: how completely they are described, how lately that was looked after, how they are rated and
 * how many of their learners complete them. Each adds less than one rare word in a text does. Nothing here can be bought, and {@code /how-ranking-works} names all of it.
 */
final class Signals {
    private static final float COMPLETENESS = 1;
    private static final float RATING = 1;
    private static final float COMPLETION = 0.5f;
    private static final float FRESHNESS = 0.5f;

    /** A rating so much better than middling, on its damped scale, gets half of what a rating can get. */
    private static final float GOOD_RATING = 1;

    /** Likewise for the share of learners who complete. */
    private static final float GOOD_COMPLETION = 0.5f;

    /** After so long an offering has lost half of what its freshness gave it. */
    private static final String HALF_FRESH = "180d";

    private Signals() {}

    static List<Query> of(LocalDate today) {
        return List.of(
                feature("rank.completeness", COMPLETENESS),
                feature("rank.rating", RATING, GOOD_RATING),
                feature("rank.completion", COMPLETION, GOOD_COMPLETION),
                freshness(today));
    }

    private static Query feature(String field, float boost) {
        return Query.of(query -> query.rankFeature(rank -> rank.field(field).boost(boost)));
    }

    private static Query feature(String field, float boost, float half) {
        return Query.of(query ->
                query.rankFeature(rank -> rank.field(field).boost(boost).saturation(grown -> grown.pivot(half))));
    }

    private static Query freshness(LocalDate today) {
        return Query.of(query -> query.distanceFeature(near -> near.field("updatedAt")
                .origin(JsonData.of(today.toString()))
                .pivot(HALF_FRESH)
                .boost(FRESHNESS)));
    }
}
