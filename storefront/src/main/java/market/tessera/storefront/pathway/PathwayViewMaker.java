package market.tessera.storefront.pathway;

import java.util.List;
import market.tessera.storefront.document.Institution;
import market.tessera.storefront.document.Pathway;
import market.tessera.storefront.facts.OfferingCard;
import market.tessera.storefront.facts.PathwayTerms;
import market.tessera.storefront.facts.Reader;
import org.jspecify.annotations.Nullable;

/** Puts a pathway into words and addresses. */
final class PathwayViewMaker {
    private static final int DEFAULT_HUE = 195;

    private final Around around;
    private final Pathway pathway;
    private final Reader reader;
    private final String origin;

    PathwayViewMaker(Around around, Reader reader, String origin) {
        this.around = around;
        this.pathway = around.pathway();
        this.reader = reader;
        this.origin = origin;
    }

    PathwayView make() {
        var terms = new PathwayTerms(reader.words());
        return new PathwayView(
                pathway.title(),
                pathway.summary(),
                provider(),
                award(),
                terms.rule(pathway),
                terms.worth(pathway),
                around.isWhole() ? new Together(around.offerings(), reader.words()).facts() : List.of(),
                around.offerings().stream()
                        .map(listing -> OfferingCard.of(listing, reader))
                        .toList(),
                around.within().stream()
                        .map(part -> new PathwayView.Link(part.title(), address(part)))
                        .toList(),
                around.missing(),
                origin + address(pathway));
    }

    static String address(Pathway pathway) {
        return "/pathways/" + pathway.slug();
    }

    private @Nullable String award() {
        return pathway.award() == null ? null : pathway.award().name();
    }

    private PathwayView.Provider provider() {
        var institution = around.institution();
        return new PathwayView.Provider(
                institution.map(Institution::name).orElse(pathway.provider().name()),
                institution.map(known -> "/institutions/" + known.slug()).orElse(null),
                institution.map(Institution::hue).orElse(DEFAULT_HUE),
                institution.map(Institution::logo).orElse(null));
    }
}
