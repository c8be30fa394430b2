package market.tessera.provider.vocabulary.element;

import java.util.Currency;
import java.util.Optional;
import market.tessera.provider.provider.Storable;
import tools.jackson.databind.node.ObjectNode;

/** Prices as numbers or texts, in minor units. */
public final class Prices {
    private Prices() {}

    /** {@code amount} and {@code currency}; empty and noted if one of them cannot be told for sure. */
    public static Optional<ObjectNode> money(
            Optional<String> price, Optional<String> currency, Transcript offering, String property) {
        if (price.isEmpty()) {
            return Optional.empty();
        }
        if (currency.isEmpty()) {
            offering.undisclosed(property, price.get(), "has no currency");
            return Optional.empty();
        }
        try {
            var known = Currency.getInstance(currency.get().strip());
            var amount = Storable.number(price.get().strip())
                    .orElseThrow(NumberFormatException::new)
                    .movePointRight(known.getDefaultFractionDigits())
                    .longValueExact();
            if (amount >= 0) {
                return Optional.of(
                        Transcript.JSON.objectNode().put("amount", amount).put("currency", known.getCurrencyCode()));
            }
        } catch (IllegalArgumentException | ArithmeticException _) {
            // said below, as for a negative amount
        }
        offering.undisclosed(property, price.get() + " " + currency.get(), "is not an amount of money");
        return Optional.empty();
    }
}
