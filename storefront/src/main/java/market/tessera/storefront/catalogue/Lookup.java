package market.tessera.storefront.catalogue;

import java.time.Instant;

/** What an id or an address of an offering leads to. */
public sealed interface Lookup {
    /** It can be enrolled in. */
    record Listed(
            Card card, Measures measures, Offering offering, Reputation reputation, long version, Instant updatedAt)
            implements Lookup {
        public Listing listing() {
            return new Listing(card, measures);
        }
    }

    /** It was on offer once. */
    record Withdrawn(Offering offering) implements Lookup {}
}
