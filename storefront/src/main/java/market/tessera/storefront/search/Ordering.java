package market.tessera.storefront.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOptions;
import org.opensearch.client.opensearch._types.SortOrder;

/** In what order results come. What is not disclosed comes last, whichever way the rest is sorted; ties are broken by id. */
public enum Ordering {
    RELEVANCE("relevance", "_score", SortOrder.Desc),
    PRICE("price", "compare.cost.base", SortOrder.Asc),
    PRICE_PER_HOUR("pricePerHour", "compare.costPerHour.base", SortOrder.Asc),
    HOURS("hours", "compare.effort.hours", SortOrder.Asc),
    STARTS("starts", "nextIntake.starts", SortOrder.Asc),
    RATING("rating", "rating.damped", SortOrder.Desc),
    NEWEST("newest", "publishedAt", SortOrder.Desc);

    private final String parameter;
    private final String field;
    private final SortOrder order;

    Ordering(String parameter, String field, SortOrder order) {
        this.parameter = parameter;
        this.field = field;
        this.order = order;
    }

    /** Its name in addresses and in the API. */
    public String parameter() {
        return parameter;
    }

    /** @param backward the same order read from its end, for the page before */
    List<SortOptions> sort(boolean backward) {
        var first = this == RELEVANCE
                ? SortOptions.of(sort -> sort.score(score -> score.order(turned(order, backward))))
                : by(field, order, backward);
        return List.of(first, by("id", SortOrder.Asc, backward));
    }

    static Optional<Ordering> named(String parameter) {
        return Arrays.stream(values())
                .filter(ordering -> ordering.parameter.equals(parameter))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Ordering::parameter).toList();
    }

    private static SortOptions by(String field, SortOrder order, boolean backward) {
        var missing = FieldValue.of(backward ? "_first" : "_last");
        return SortOptions.of(sort ->
                sort.field(by -> by.field(field).order(turned(order, backward)).missing(missing)));
    }

    private static SortOrder turned(SortOrder order, boolean backward) {
        var turned = order == SortOrder.Asc ? SortOrder.Desc : SortOrder.Asc;
        return backward ? turned : order;
    }
}
