package market.tessera.storefront.search;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import market.tessera.platform.money.Money;
import market.tessera.storefront.document.Card;
import market.tessera.storefront.document.Listing;
import market.tessera.storefront.document.Measures;
import market.tessera.storefront.document.Offering.Intake;
import market.tessera.storefront.search.intake.OneIntake;
import org.jspecify.annotations.Nullable;

/**
 * What the engine answers of a result.
 *
 * @param offering with its intakes, if something was asked of them
 */
record Answered(Card card, Measures compare, @Nullable Dates offering) {

    record Dates(List<Intake> intakes) {}

    static List<String> members(OneIntake asked) {
        return asked.isAsked() ? List.of("card", "compare", "offering.intakes") : List.of("card", "compare");
    }

    /**
     * By the intake that was asked for, so that whoever looks for June sees the days and the price of June; else by the next one.
     *
     * @param euro brings an amount to euro
     */
    Listing listing(OneIntake asked, Ordering ordering, Function<Money, Optional<Money>> euro) {
        var next = Listing.byNextIntake(card, compare);
        return Stream.ofNullable(offering)
                .flatMap(dates -> dates.intakes().stream())
                .filter(intake -> asked.holds(intake, card.mode(), euro))
                .map(intake -> new Candidate(intake, next.at(intake, euro)))
                .min(first(ordering))
                .map(Candidate::listing)
                .orElse(next);
    }

    private record Candidate(Intake intake, Listing listing) {
        @Nullable
        Long cost() {
            return listing.compare().cost().base();
        }

        @Nullable
        Long costPerHour() {
            return listing.compare().costPerHour().base();
        }
    }

    /** The one that the offering was put into its place by. */
    private static Comparator<Candidate> first(Ordering ordering) {
        Comparator<Candidate> next = Comparator.comparing(Candidate::intake, Intake.NEXT_FIRST);
        return switch (ordering) {
            case PRICE -> least(Candidate::cost).thenComparing(next);
            case PRICE_PER_HOUR -> least(Candidate::costPerHour).thenComparing(next);
            case STARTS -> least((Candidate each) -> each.intake().starts()).thenComparing(next);
            case RELEVANCE, HOURS, RATING, NEWEST -> next;
        };
    }

    private static <T extends Comparable<? super T>> Comparator<Candidate> least(
            Function<Candidate, @Nullable T> value) {
        return Comparator.comparing(value, Comparator.nullsLast(Comparator.<T>naturalOrder()));
    }
}
