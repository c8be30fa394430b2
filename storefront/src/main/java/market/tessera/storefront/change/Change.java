package market.tessera.storefront.change;

import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.eventlog.LoggedEvent.Position;

/**
 * A change of an offering, as it is told. Versions of one offering are told in ascending order.
 *
 * @param position its place in the catalog log, and so in the order of all changes
 * @param at when it was made
 */
record Change(Position position, UUID offering, long version, Kind kind, Instant at) {
    enum Kind {
        /** On offer for the first time, or again. */
        CREATED,
        UPDATED,
        WITHDRAWN
    }
}
