package market.tessera.storefront.pathway;

import java.util.List;
import market.tessera.storefront.facts.Fact;
import market.tessera.storefront.facts.OfferingCard;
import org.jspecify.annotations.Nullable;

/**
 * The page of a pathway, in words and addresses.
 *
 * @param award what the whole is called; null where nothing more is said of it
 * @param worth what the whole counts for, one sentence each
 * @param facts what all parts come to; empty where it is the learner who chooses among them
 * @param within other pathways that are parts of it
 * @param missing how many parts are not on offer now
 */
record PathwayView(
        String title,
        @Nullable String summary,
        Provider provider,
        @Nullable String award,
        String rule,
        List<String> worth,
        List<Fact> facts,
        List<OfferingCard> offerings,
        List<Link> within,
        int missing,
        String canonical) {

    /** @param url null where the institution has no page */
    record Provider(
            String name,
            @Nullable String url,
            int hue,
            @Nullable String logo) {}

    record Link(String title, String url) {}

    /** One line of the list of pathways. */
    record Line(String title, String url, @Nullable String summary, String provider, int parts) {}
}
