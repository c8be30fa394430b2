package market.tessera.storefront.institution;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import market.tessera.storefront.facts.OfferingCard;
import org.jspecify.annotations.Nullable;

/** The page of an institution, in words and addresses. */
record InstitutionView(
        String name,
        @Nullable Link university,
        Schools schools,
        @Nullable String headline,
        @Nullable String introduction,
        List<OfferingCard> featured,
        List<Subject> subjects,
        @Nullable String legalName,
        int hue,
        @Nullable String logo,
        @Nullable String place,
        @Nullable String kind,
        @Nullable String about,
        @Nullable String accreditation,
        @Nullable String refund,
        @Nullable String url,
        String count,
        List<OfferingCard> offerings,
        @Nullable String allUrl,
        List<PathwayView> pathways) {
    /** Whether it says anything of itself that stands beside its offerings. */
    public boolean isTold() {
        return Stream.of(legalName, kind, accreditation, refund, url).anyMatch(Objects::nonNull);
    }

    record Link(String name, String url) {}

    record PathwayView(
            String title,
            String url,
            @Nullable String summary,
            @Nullable String award,
            List<Step> steps) {}

    record Step(String title, String url) {}

    /** A subject of which it offers something, with how many. */
    record Subject(String label, String url, long count) {}

    /** One line of the list of institutions. */
    record Line(
            String name,
            String url,
            int hue,
            @Nullable String logo,
            @Nullable String place,
            @Nullable String kind,
            @Nullable String university,
            long offerings) {}
}
