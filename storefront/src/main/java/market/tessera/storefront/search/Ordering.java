package market.tessera.storefront.search;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import market.tessera.storefront.search.intake.OneIntake;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortMode;
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

    /**
     * @param asked where something is asked of an intake, it is that intake's cost, cost per hour or start that counts, not the next one's
     * @param backward the same order read from its end, for the page before
     */
    List<SortOptions> sort(OneIntake asked, boolean backward) {
        var first =
                switch (this) {
                    case RELEVANCE -> SortOptions.of(sort -> sort.score(score -> score.order(turned(order, backward))));
                    case PRICE -> by("runs.cost", asked, backward);
                    case PRICE_PER_HOUR -> by("runs.costPerHour", asked, backward);
                    case STARTS -> by("runs.starts", asked, backward);
                    case HOURS, RATING, NEWEST -> by(field, order, backward);
                };
        return List.of(first, by("id", SortOrder.Asc, backward));
    }

    /** The least of the intakes that are asked for. */
    private SortOptions by(String ofIntakes, OneIntake asked, boolean backward) {
        return asked.apart()
                .map(wanted -> SortOptions.of(sort -> sort.field(by -> by.field(ofIntakes)
                        .order(turned(order, backward))
                        .missing(missing(backward))
                        .mode(SortMode.Min)
                        .nested(nested -> nested.path(OneIntake.PATH).filter(wanted)))))
                .orElseGet(() -> by(field, order, backward));
    }

    static Optional<Ordering> named(String parameter) {
        return Arrays.stream(values())
                .filter(ordering -> ordering.parameter.equals(parameter))
                .findFirst();
    }

    public static List<String> names() {
        return Arrays.stream(values()).map(Ordering::parameter).toList();
    }

    private static SortOptions by(String field, SortOrder order, boolean backward) {
        return SortOptions.of(sort ->
                sort.field(by -> by.field(field).order(turned(order, backward)).missing(missing(backward))));
    }

    private static FieldValue missing(boolean backward) {
        return FieldValue.of(backward ? "_first" : "_last");
    }

    private static SortOrder turned(SortOrder order, boolean backward) {
        var turned = order == SortOrder.Asc ? SortOrder.Desc : SortOrder.Asc;
        return backward ? turned : order;
    }
}
