package market.tessera.storefront.facts;

import java.util.List;
import market.tessera.storefront.document.Listing;
import market.tessera.storefront.document.Lookup.Listed;

/** The facts of an offering, in their order. */
public final class Facts {
    private Facts() {}

    /** Six, for a card. */
    public static List<Fact> ofCard(Listing listing, Reader reader) {
        return new CardFacts(listing, reader).all();
    }

    /** All nine: cost, effort, level, credit, how, when, assessment, recognition, quality assurance. */
    public static List<Fact> ofPage(Listed listed, Reader reader) {
        return new PanelFacts(listed, reader).all();
    }
}
