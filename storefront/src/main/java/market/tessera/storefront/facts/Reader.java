package market.tessera.storefront.facts;

import java.util.Optional;
import market.tessera.platform.money.Money;
import market.tessera.storefront.catalogue.Measures;

/**
 * Who the facts are for.
 *
 * @param conversion into the currency that the reader has asked for, if any
 */
public record Reader(Words words, Optional<Conversion> conversion) {
    /** The amount in the reader's currency; empty if it is in that currency anyway, undisclosed, or of a currency without a rate. */
    public Optional<Money> converted(Measures.Amount amount) {
        return conversion
                .filter(wanted -> !wanted.currency().equals(amount.currency()))
                .flatMap(wanted -> wanted.of(amount));
    }
}
