package market.tessera.storefront.pathway;

import java.util.List;
import market.tessera.storefront.document.Pathway;
import org.jspecify.annotations.Nullable;

/**
 * A page of pathways.
 *
 * @param next cursor of the next page; null at the end
 */
record PathwayList(List<PathwayDetail> items, @Nullable String next) {

    /** @param found one more than are shown, if there are more */
    static PathwayList of(List<Pathway> found, int limit, String origin) {
        var shown = found.subList(0, Math.min(found.size(), limit));
        return new PathwayList(
                shown.stream().map(pathway -> PathwayDetail.of(pathway, origin)).toList(),
                found.size() > limit ? shown.getLast().id() : null);
    }
}
