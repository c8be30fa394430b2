package market.tessera.storefront.pathway;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import market.tessera.storefront.document.Institution;
import market.tessera.storefront.document.Listing;
import market.tessera.storefront.document.Pathway;

/**
 * A pathway and what its page is made of.
 *
 * @param listed its offerings that are on offer, by id
 * @param within other pathways that are parts of it as a whole
 */
record Around(Pathway pathway, Optional<Institution> institution, Map<String, Listing> listed, List<Pathway> within) {

    /** The offerings that there are, in their order. */
    List<Listing> offerings() {
        return pathway.offerings().stream()
                .flatMap(id -> Stream.ofNullable(listed.get(id)))
                .toList();
    }

    /** How many of its parts are not on offer now. */
    int missing() {
        return pathway.offerings().size()
                - offerings().size()
                + pathway.pathways().size()
                - within.size();
    }

    /** Whether all that has to be done is known: then it can be summed. */
    boolean isWhole() {
        return pathway.rule().type().equals("allOf") && pathway.pathways().isEmpty() && missing() == 0;
    }
}
