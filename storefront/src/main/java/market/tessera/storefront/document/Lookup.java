package market.tessera.storefront.document;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import market.tessera.platform.money.Money;

/** What an id or an address of an offering leads to. */
public sealed interface Lookup {
    /** It can be enrolled in. */
    record Listed(
            Card card, Measures measures, Offering offering, Reputation reputation, long version, Instant updatedAt)
            implements Lookup {
        public Listing listing() {
            return Listing.byNextIntake(card, measures);
        }

        /** The same by one of its intakes, see {@link Listing#at}. */
        public Listed at(Offering.Intake intake, Function<Money, Optional<Money>> euro) {
            var listing = listing().at(intake, euro);
            return new Listed(listing.card(), listing.compare(), offering, reputation, version, updatedAt);
        }
    }

    /** It was on offer once. */
    record Withdrawn(Offering offering) implements Lookup {}
}
