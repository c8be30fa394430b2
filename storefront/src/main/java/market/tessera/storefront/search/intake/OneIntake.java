package market.tessera.storefront.search.intake;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import market.tessera.platform.money.Money;
import market.tessera.storefront.catalogue.Catalogue;
import market.tessera.storefront.document.Offering.Intake;
import market.tessera.storefront.facet.CostBands;
import market.tessera.storefront.facet.Facet;
import market.tessera.storefront.facet.Ranges;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.query_dsl.Query;

/**
 * What one and the same intake must be: when it starts, in which way it is taken, what it costs. One of these alone is looked for in the list of all values that the
 * index has of an offering; several are looked for in what it has of each intake.
 */
public record OneIntake(Ranges ranges, Map<Facet, List<String>> selected, CostBands costs, LocalDate today) {
    /** Where the index has each intake. */
    public static final String PATH = "runs";

    public OneIntake {
        var own = new EnumMap<Facet, List<String>>(Facet.class);
        selected.forEach((facet, values) -> {
            if (facet.isOfAnIntake()) {
                own.put(facet, values);
            }
        });
        selected = Collections.unmodifiableMap(own);
    }

    /** Where the index has what is asked for. */
    private record Fields(
            String starts, String selfPaced, String availability, String mode, String cost, String priced) {
        static final Fields OF_THE_OFFERING =
                new Fields("starts", "selfPaced", "facet.availability", "facet.mode", "costs", "facet.priced");
        static final Fields APART = new Fields(
                "runs.starts", "runs.selfPaced", "runs.availability", "runs.mode", "runs.cost", "runs.priced");
    }

    /** Whatever its facet. */
    public OneIntake without(Facet facet) {
        var others = new EnumMap<Facet, List<String>>(Facet.class);
        others.putAll(selected);
        others.remove(facet);
        return new OneIntake(ranges, others, costs, today);
    }

    /** With this value alone in its facet. */
    public OneIntake with(Facet facet, String value) {
        var others = new EnumMap<Facet, List<String>>(Facet.class);
        others.putAll(selected);
        others.put(facet, List.of(value));
        return new OneIntake(ranges, others, costs, today);
    }

    /** Only what is bounded. */
    public OneIntake bounds() {
        return new OneIntake(ranges, Map.of(), costs, today);
    }

    /** Whether anything is asked of it. */
    public boolean isAsked() {
        return !conditions().isEmpty();
    }

    /** Offerings that have such an intake; empty if nothing is asked of it. */
    public Optional<Query> query() {
        var conditions = conditions();
        return switch (conditions.size()) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(conditions.getFirst().apply(Fields.OF_THE_OFFERING));
            default ->
                apart().map(one -> Query.of(
                        query -> query.nested(nested -> nested.path(PATH).query(one))));
        };
    }

    /** The same as an intake itself is asked, below {@value #PATH}; empty if nothing is asked of it. */
    public Optional<Query> apart() {
        var all = conditions().stream()
                .map(condition -> condition.apply(Fields.APART))
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(Query.of(query -> query.bool(bool -> bool.filter(all))));
    }

    private List<Function<Fields, Query>> conditions() {
        var conditions = new ArrayList<Function<Fields, Query>>();
        start().ifPresent(wanted ->
                conditions.add(fields -> wanted.query(fields.starts(), fields.selfPaced(), fields.availability())));
        if (!modes().isEmpty()) {
            conditions.add(fields -> Catalogue.anyOf(fields.mode(), modes()));
        }
        cost().ifPresent(wanted -> conditions.add(fields -> wanted.query(fields.cost(), fields.priced())));
        return conditions;
    }

    /** Nothing, where there is none. */
    public static Query anyOf(List<Query> queries) {
        return queries.isEmpty()
                ? Query.of(query -> query.matchNone(none -> none))
                : Query.of(query -> query.bool(bool -> bool.should(queries).minimumShouldMatch("1")));
    }

    /** Whether it is such an intake, as far as its offering's mode and the rates tell. */
    public boolean holds(Intake intake, @Nullable String offeringsMode, Function<Money, Optional<Money>> euro) {
        return intake.isOpen(today)
                && start().map(wanted -> wanted.holds(intake)).orElse(true)
                && (modes().isEmpty() || modes().contains(modeOf(intake, offeringsMode)))
                && cost().map(wanted ->
                                wanted.holds(Optional.ofNullable(intake.price()).flatMap(euro)))
                        .orElse(true);
    }

    private static String modeOf(Intake intake, @Nullable String offerings) {
        return Optional.ofNullable(intake.mode())
                .or(() -> Optional.ofNullable(offerings))
                .orElse(Facet.UNDISCLOSED);
    }

    private Optional<WantedStart> start() {
        return WantedStart.of(ranges, chosen(Facet.START), today);
    }

    private Optional<WantedCost> cost() {
        return WantedCost.of(ranges, chosen(Facet.COST), costs);
    }

    private List<String> modes() {
        return chosen(Facet.MODE);
    }

    private List<String> chosen(Facet facet) {
        return selected.getOrDefault(facet, List.of());
    }
}
