package market.tessera.storefront.search;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import market.tessera.storefront.facet.Facet;

/**
 * Which part of the results is wanted, and what with them.
 *
 * @param languages of the reader, best first: their word forms are understood
 * @param highlights whether to mark where the words were found
 * @param steady whether the pages after the first shall be of one moment, for those who read on without a pause
 */
public record PageRequest(
        int limit,
        Optional<Cursor> cursor,
        Set<Facet> facets,
        List<String> languages,
        boolean highlights,
        boolean steady) {
    public static final int USUAL_LIMIT = 20;
    public static final int MOST = 100;

    /** The first few, and nothing with them. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, Optional.empty(), Set.of(), List.of(), false, false);
    }

    boolean backward() {
        return cursor.filter(Cursor::backward).isPresent();
    }
}
