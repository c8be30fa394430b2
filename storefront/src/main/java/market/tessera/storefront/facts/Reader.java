package market.tessera.storefront.facts;

import java.util.Map;
import java.util.Optional;
import market.tessera.platform.money.Money;
import market.tessera.storefront.document.Card;
import market.tessera.storefront.document.Mark;
import market.tessera.storefront.document.Measures;

/**
 * Who the facts are for.
 *
 * @param conversion into the currency that the reader has asked for, if any
 * @param marks what institutions look like now, by slug
 */
public record Reader(Words words, Optional<Conversion> conversion, Map<String, Mark> marks) {
    /** As it is now; as the offering knows it where it has left since. */
    Mark mark(Card.Provider provider) {
        var now = marks.get(provider.slug());
        return now == null ? Mark.of(provider) : now;
    }

    /** The amount in the reader's currency; empty if it is in that currency anyway, undisclosed, or of a currency without a rate. */
    public Optional<Money> converted(Measures.Amount amount) {
        return conversion
                .filter(wanted -> !wanted.currency().equals(amount.currency()))
                .flatMap(wanted -> wanted.of(amount));
    }
}
