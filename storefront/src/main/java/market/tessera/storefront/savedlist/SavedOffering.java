package market.tessera.storefront.savedlist;

import java.time.Instant;
import java.util.UUID;

/** An offering that a learner has put aside. */
public record SavedOffering(UUID offering, Instant savedAt) {}
