package market.tessera.storefront.offering;

import java.util.List;
import market.tessera.storefront.facts.Fact;
import market.tessera.storefront.facts.OfferingCard;
import org.jspecify.annotations.Nullable;

/**
 * The page of an offering, in words and addresses.
 *
 * @param description HTML that is safe to show
 * @param rate by which the price was brought to the reader's currency; null where it was not
 * @param intakes those whose enrolment has not closed
 * @param lines where one can stand in line for a seat of a full intake
 * @param whyNotForSale null where one of the intakes can be put into the basket
 * @param jsonLd schema.org, safe inside a script element
 */
record OfferingView(
        String id,
        String title,
        @Nullable String summary,
        Provider provider,
        @Nullable String awardingBody,
        List<Link> crumbs,
        @Nullable String description,
        List<String> outcomes,
        @Nullable String prerequisites,
        List<Link> skills,
        List<String> occupations,
        List<Assessment> assessments,
        List<Cost> costs,
        List<PathwayView> pathways,
        Voices voices,
        List<OfferingCard> similar,
        List<Document> documents,
        @Nullable String refund,
        @Nullable String support,
        @Nullable String price,
        @Nullable String priceDetail,
        @Nullable String rate,
        List<IntakeOption> intakes,
        List<Link> lines,
        @Nullable String whyNotForSale,
        @Nullable String source,
        List<Fact> facts,
        boolean comparable,
        String updated,
        String canonical,
        @Nullable Picture picture,
        String jsonLd) {

    /** @param preview whole address, for those who show a link to the page */
    record Picture(String url, String alt, String preview) {}

    /** @param detail what kind of document and file it is, how large, in which language */
    record Document(String title, String url, String language, String detail) {}

    record Provider(
            String name,
            String url,
            int hue,
            @Nullable String logo,
            @Nullable String place) {}

    record Link(String label, String url) {}

    record Assessment(
            String type,
            @Nullable String description,
            @Nullable String conditions) {}

    record Cost(String label, String amount, boolean mandatory) {}

    /** @param worth what the whole counts for, one sentence each */
    record PathwayView(String title, String url, String rule, List<String> worth, List<Step> steps) {}

    /** @param url null for this offering itself */
    record Step(
            String title, @Nullable String url, @Nullable String detail) {}

    /**
     * What learners say.
     *
     * @param rating such as {@code 4.6 out of 5, 31 ratings}; null where nobody has rated
     * @param completion how many complete it; null where too few have for it to be told
     */
    record Voices(@Nullable String rating, @Nullable String completion, List<Voice> latest, String allUrl) {}

    /** @param who whether the learner has completed it, and when it was written */
    record Voice(
            int stars, String text, String who, @Nullable String answer) {}

    /** As the component {@code radioField} shows it. */
    record IntakeOption(
            String value, String label, @Nullable String detail, boolean selected, boolean disabled) {}
}
