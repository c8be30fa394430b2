package market.tessera.storefront.searchlog;

import java.time.LocalDate;

/** Something that happened on a day and is only counted. */
sealed interface Counted {
    /** @param filters as an address has them, in the order of their names */
    record Search(LocalDate day, String channel, String query, String filters, long results, boolean met)
            implements Counted {}

    /** @param rank place of the result among all, from 1 */
    record Click(LocalDate day, String query, int rank) implements Counted {}
}
