package market.tessera.storefront.offering;

import java.util.Map;
import java.util.stream.Stream;
import market.tessera.storefront.document.Card;
import market.tessera.storefront.document.Pathway;
import market.tessera.storefront.facts.PathwayTerms;
import market.tessera.storefront.facts.Words;
import market.tessera.storefront.offering.OfferingView.PathwayView;
import market.tessera.storefront.offering.OfferingView.Step;

/** Puts the pathways that an offering is part of into words. */
final class PathwayWords {
    private final String offering;
    private final Map<String, Card> titles;
    private final PathwayTerms terms;
    private final Words words;

    /**
     * @param offering whose page it is
     * @param titles of the pathways' offerings
     */
    PathwayWords(String offering, Map<String, Card> titles, Words words) {
        this.offering = offering;
        this.titles = titles;
        this.terms = new PathwayTerms(words);
        this.words = words;
    }

    PathwayView view(Pathway pathway) {
        return new PathwayView(
                pathway.title(),
                "/pathways/" + pathway.slug(),
                terms.rule(pathway),
                terms.worth(pathway),
                pathway.offerings().stream().flatMap(this::step).toList());
    }

    private Stream<Step> step(String id) {
        var card = titles.get(id);
        if (card == null) {
            return Stream.empty();
        }
        var credit = card.credit();
        var points = credit == null || credit.points() == null || credit.framework() == null
                ? null
                : words.points(credit.points(), credit.framework());
        return Stream.of(new Step(card.title(), id.equals(offering) ? null : "/offerings/" + card.slug(), points));
    }
}
