package market.tessera.storefront.catalogue;

import java.util.Optional;
import java.util.function.Function;
import market.tessera.platform.money.Money;

/** An offering in a list, with its numbers. */
public record Listing(Card card, Measures compare) {

    /**
     * The same by one of its intakes: with that one's days and way, and what it costs by the rules that the index has for the next one.
     *
     * @param euro brings an amount to euro; empty where there is no rate for its currency
     */
    public Listing at(Offering.Intake intake, Function<Money, Optional<Money>> euro) {
        var measures = IntakeCost.of(intake.price(), compare, euro);
        return new Listing(card.at(intake, measures), measures);
    }
}
