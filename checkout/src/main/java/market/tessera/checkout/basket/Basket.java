package market.tessera.checkout.basket;

import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offer.Refusal;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/** A visitor's lines at today's prices. Immutable. */
public record Basket(UUID id, List<Line> lines) {
    /**
     * One place.
     *
     * @param seenPrice what the visitor saw last
     * @param refusal why it cannot be bought now; null if it can
     */
    public record Line(
            Offer offer, Money seenPrice, @Nullable Refusal refusal) {
        /** Today's price, or the last one seen where there is none any more. */
        public Money price() {
            return offer.price() == null ? seenPrice : offer.price();
        }

        public boolean isPriceChanged() {
            return !price().equals(seenPrice);
        }

        public boolean isBuyable() {
            return refusal == null;
        }
    }

    /** What is paid together: one order has one currency, and nothing is converted silently. */
    public record Purchase(Currency currency, List<Line> lines) {
        public Money total() {
            return lines.stream().map(Line::price).reduce(Money.zero(currency), Money::plus);
        }

        public String currencyCode() {
            return currency.getCurrencyCode();
        }

        /** Such as {@code euro}, in the reader's words. */
        public String currencyName(Locale locale) {
            return currency.getDisplayName(locale);
        }

        public List<UUID> intakes() {
            return lines.stream().map(line -> line.offer().intake().id()).toList();
        }
    }

    /** What can be bought now, one purchase per currency, in the order the first of each was added. */
    public List<Purchase> purchases() {
        return lines.stream()
                .filter(Line::isBuyable)
                .collect(Collectors.groupingBy(line -> line.price().currency()))
                .entrySet()
                .stream()
                .map(group -> new Purchase(group.getKey(), group.getValue()))
                .sorted(Comparator.comparing(
                        purchase -> lines.indexOf(purchase.lines().getFirst())))
                .toList();
    }

    public Optional<Purchase> purchase(Currency currency) {
        return purchases().stream()
                .filter(purchase -> purchase.currency().equals(currency))
                .findFirst();
    }

    /** Lines that have to be changed or removed. */
    public List<Line> refused() {
        return lines.stream().filter(line -> !line.isBuyable()).toList();
    }
}
