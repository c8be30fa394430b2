package market.tessera.checkout.basket;

import java.time.Instant;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.checkout.basket.Employers.Employer;
import market.tessera.checkout.offer.Intake;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offer.Refusal;
import market.tessera.checkout.promotion.Promotion;
import market.tessera.checkout.tax.TaxLine;
import market.tessera.checkout.tax.Taxed;
import market.tessera.checkout.waitlist.WaitingPlace;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * A visitor's lines at today's prices. Immutable.
 *
 * @param promotion the code that was typed; null where none was
 * @param usable the same, if it can be used now
 * @param employer the organisation for which it is bought; null where someone buys for themselves
 * @param country where the buyer is, as far as that was asked; ISO 3166-1
 */
public record Basket(
        UUID id,
        List<Line> lines,
        @Nullable Promotion promotion,
        @Nullable Promotion usable,
        @Nullable Employer employer,
        @Nullable String country) {
    /**
     * A place, or for an organisation several.
     *
     * @param seenPrice what the visitor saw last
     * @param refusal why it cannot be bought now; null if it can
     * @param claim a seat that is held for the buyer
     */
    public record Line(
            Offer offer,
            int quantity,
            Money seenPrice,
            @Nullable Refusal refusal,
            @Nullable Claim claim) {
        Line refused(@Nullable Refusal why) {
            return new Line(offer, quantity, seenPrice, why, claim);
        }

        /** What all of its places cost without a code. */
        public Money amount() {
            return price().times(quantity);
        }

        /** Each of its places; the one that is held first. */
        Stream<Line> places() {
            return IntStream.range(0, quantity)
                    .mapToObj(at -> new Line(offer, 1, seenPrice, refusal, at == 0 ? claim : null));
        }

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

    /** A seat that is held for a place in line. */
    public record Claim(UUID place, Instant until) {
        /** In the intake's time zone. */
        public String until(Intake intake, Locale locale) {
            return WaitingPlace.moment(until, intake, locale);
        }
    }

    /** What is paid together: one order has one currency, and nothing is converted silently. */
    public record Purchase(
            Currency currency,
            List<Line> lines,
            @Nullable Promotion promotion,
            @Nullable Employer employer,
            @Nullable String country) {
        /** Whether its taxes depend on where the buyer is. */
        public boolean isTaxedByCountry() {
            return lines.stream()
                    .anyMatch(
                            line -> line.offer().taxByCountry() && !line.offer().isFree());
        }

        /** Whether Stripe may work its tax out: all that costs is of one seller, who wants that. */
        public boolean isTaxedByStripe() {
            var costing = lines.stream()
                    .map(Line::offer)
                    .filter(offer -> !offer.isFree())
                    .toList();
            return costing.stream().allMatch(Offer::taxByStripe)
                    && costing.stream().map(Offer::seller).distinct().count() == 1;
        }

        /** One by one: a place is a line of an order. */
        public List<Line> places() {
            return lines.stream().flatMap(Line::places).toList();
        }

        /** What all cost without a code. */
        public Money subtotal() {
            return lines.stream().map(Line::amount).reduce(Money.zero(currency), Money::plus);
        }

        /** What the code takes off each place, in their order; nothing where it is not for it. */
        public List<Money> discounts() {
            var zero = Money.zero(currency);
            var known = promotion;
            var promoted = places().stream()
                    .map(line ->
                            known != null && known.isFor(line.offer().seller().id()) ? line.price() : zero)
                    .toList();
            return known == null ? promoted : known.reduction().of(promoted);
        }

        /** What is to be paid for each place, in their order, and what of it is tax. */
        public List<Taxed> taxed() {
            var discounts = discounts();
            var places = places();
            return IntStream.range(0, places.size())
                    .mapToObj(at -> taxed(places.get(at), discounts.get(at)))
                    .toList();
        }

        /** A discount that the market bears takes nothing off what the seller is given, and so off its tax. */
        private Taxed taxed(Line line, Money discount) {
            var byMarket = promotion != null && promotion.isBorneByMarket();
            return line.offer().tax().of(line.price().minus(discount), byMarket ? discount : Money.zero(currency));
        }

        /** What is said of tax below the sum. */
        public List<TaxLine> taxes() {
            return TaxLine.of(taxed());
        }

        /** What the code takes off in all. */
        public Money discount() {
            return discounts().stream().reduce(Money.zero(currency), Money::plus);
        }

        public Money total() {
            return taxed().stream().map(Taxed::charged).reduce(Money.zero(currency), Money::plus);
        }

        /** Whether something is asked for before the start of one of the courses. */
        public boolean hasPrerequisites() {
            return lines.stream().anyMatch(line -> line.offer().prerequisites() != null);
        }

        public String currencyCode() {
            return currency.getCurrencyCode();
        }

        /** Such as {@code euro}, in the reader's words. */
        public String currencyName(Locale locale) {
            return currency.getDisplayName(locale);
        }

        public List<UUID> intakes() {
            return places().stream().map(line -> line.offer().intake().id()).toList();
        }
    }

    static Basket empty(UUID id) {
        return new Basket(id, List.of(), null, null, null, null);
    }

    /** What can be bought now, one purchase per currency, in the order the first of each was added. */
    public List<Purchase> purchases() {
        return lines.stream()
                .filter(Line::isBuyable)
                .collect(Collectors.groupingBy(line -> line.price().currency()))
                .entrySet()
                .stream()
                .map(group -> new Purchase(group.getKey(), group.getValue(), usable, employer, country))
                .sorted(Comparator.comparing(
                        purchase -> lines.indexOf(purchase.lines().getFirst())))
                .toList();
    }

    /** Whether taxes of something in it depend on where the buyer is. */
    public boolean isTaxedByCountry() {
        return lines.stream()
                .anyMatch(line -> line.offer().taxByCountry() && !line.offer().isFree());
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
