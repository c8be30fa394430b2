package market.tessera.storefront.searchlog;

import java.time.LocalDate;
import java.util.UUID;

/** Something that happened on a day and is only counted. */
sealed interface Counted {
    /** @param filters as an address has them, in the order of their names */
    record Search(LocalDate day, String channel, String query, String filters, long results, boolean met)
            implements Counted {}

    /** Somebody has had an offering before them. */
    record Look(LocalDate day, UUID offering, boolean compared) implements Counted {}

    /** @param rank place of the result among all, from 1 */
    record Click(LocalDate day, String query, int rank) implements Counted {}
}
