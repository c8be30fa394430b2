package market.tessera.storefront.document;

import java.util.Optional;
import java.util.function.Function;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * An offering in a list, with its numbers.
 *
 * @param intake id of the one it is shown by, where that was asked for and is not the next one
 */
public record Listing(Card card, Measures compare, @Nullable String intake) {

    public static Listing byNextIntake(Card card, Measures compare) {
        return new Listing(card, compare, null);
    }

    /**
     * The same by one of its intakes: with that one's days and way, and what it costs by the rules that the index has for the next one.
     *
     * @param euro brings an amount to euro; empty where there is no rate for its currency
     */
    public Listing at(Offering.Intake wanted, Function<Money, Optional<Money>> euro) {
        var next = card.nextIntake();
        var measures = IntakeCost.of(wanted.price(), compare, euro);
        return new Listing(
                card.at(wanted, measures),
                measures,
                next != null && next.id().equals(wanted.id()) ? null : wanted.id());
    }
}
