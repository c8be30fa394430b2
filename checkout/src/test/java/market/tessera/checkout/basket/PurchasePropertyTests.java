package market.tessera.checkout.basket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Currency;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.checkout.basket.Basket.Line;
import market.tessera.checkout.basket.Basket.Purchase;
import market.tessera.checkout.offer.Intake;
import market.tessera.checkout.offer.Offer;
import market.tessera.checkout.offer.Offer.RefundTerms;
import market.tessera.checkout.offer.Offer.Seller;
import market.tessera.checkout.offer.SaleTerms;
import market.tessera.checkout.promotion.Promotion;
import market.tessera.checkout.promotion.Reduction;
import market.tessera.checkout.tax.TaxLine;
import market.tessera.checkout.tax.TaxRule;
import market.tessera.checkout.tax.Taxed;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whatever lies in a basket, of however many sellers, under whatever tax and code: its places come to what is charged. */
class PurchasePropertyTests {
    private static final int PURCHASES = 3_000;
    private static final List<String> CURRENCIES = List.of("JPY", "EUR", "KWD", "MGA");
    /** As many lines as Stripe's page takes, and baskets have half as many. */
    private static final int MOST_ITEMS = 100;

    private final Random random = new Random(29);

    @Test
    void linesAndTaxesComeToWhatIsCharged() {
        for (var round = 0; round < PURCHASES; round++) {
            var purchase = purchase();
            var currency = purchase.currency();
            var taxed = purchase.taxed();
            var discounts = purchase.discounts();
            var places = purchase.places();

            assertThat(sum(taxed.stream().map(Taxed::charged), currency))
                    .as("places come to the total, %s", purchase)
                    .isEqualTo(purchase.total());
            assertThat(purchase.subtotal()
                            .minus(purchase.discount())
                            .plus(sum(taxed.stream().map(Taxed::added), currency)))
                    .as("what was shown, less the code, and the tax that is added, %s", purchase)
                    .isEqualTo(purchase.total());
            assertThat(sum(purchase.taxes().stream().map(TaxLine::amount), currency))
                    .as("each tax once, %s", purchase)
                    .isEqualTo(sum(taxed.stream().map(Taxed::tax), currency));
            assertThat(taxed).as("can be paid, each by itself, %s", purchase).allMatch(PurchasePropertyTests::payable);
            for (var at = 0; at < places.size(); at++) {
                assertThat(discounts.get(at).amount())
                        .as("no more off a place than it costs, %s", purchase)
                        .isBetween(0L, places.get(at).price().amount());
            }
            assertThat(items(purchase))
                    .as("items of a payment page, %s", purchase)
                    .isLessThanOrEqualTo(MOST_ITEMS);
        }
    }

    private static boolean payable(Taxed price) {
        return price.charged().amount() >= 0
                && price.charged().amount() % Money.payableStep(price.charged().currency()) == 0;
    }

    private static Money sum(Stream<Money> amounts, Currency currency) {
        return amounts.reduce(Money.zero(currency), Money::plus);
    }

    /** Places of one intake at one price are one item. */
    private static int items(Purchase purchase) {
        record Item(UUID intake, Money price) {}
        var items = new HashSet<Item>();
        var places = purchase.places();
        for (var at = 0; at < places.size(); at++) {
            items.add(new Item(
                    places.get(at).offer().intake().id(),
                    purchase.taxed().get(at).charged()));
        }
        return items.size();
    }

    private Purchase purchase() {
        var currency = Currency.getInstance(CURRENCIES.get(random.nextInt(CURRENCIES.size())));
        var sellers = IntStream.rangeClosed(0, random.nextInt(4))
                .mapToObj(_ -> UUID.randomUUID())
                .toList();
        var rules = sellers.stream().map(_ -> rule()).toList();
        var lines = IntStream.rangeClosed(0, random.nextInt(8))
                .mapToObj(_ -> random.nextInt(sellers.size()))
                .map(seller -> line(sellers.get(seller), rules.get(seller), currency))
                .toList();
        return new Purchase(currency, lines, promotion(sellers, currency), null, null);
    }

    private Line line(UUID seller, TaxRule rule, Currency currency) {
        var price = new Money(
                (random.nextInt(5) == 0 ? random.nextLong(4) : random.nextLong(2_000_000))
                        * Money.payableStep(currency),
                currency);
        var intake = new Intake(UUID.randomUUID(), false, LocalDate.EPOCH, null, null, null, null, null, 0, false, 0);
        var offer = new Offer(
                UUID.randomUUID(),
                1,
                "slug",
                "Title",
                new Seller(seller, "seller", "Seller", 1, null),
                new RefundTerms(null, null),
                null,
                intake,
                price,
                rule,
                false,
                false,
                SaleTerms.USUAL,
                true);
        return new Line(offer, random.nextInt(3) == 0 ? 1 + random.nextInt(20) : 1, price, null, null);
    }

    private TaxRule rule() {
        var rate = 1 + random.nextInt(TaxRule.MILLIONTHS / 2);
        return switch (random.nextInt(4)) {
            case 0 -> new TaxRule.Unstated();
            case 1 -> new TaxRule.Exempt("Education");
            case 2 -> new TaxRule.Included("VAT", rate);
            default -> new TaxRule.Added("GST", rate);
        };
    }

    /** None, one of the market, or one of a seller. */
    private @Nullable Promotion promotion(List<UUID> sellers, Currency currency) {
        var kind = random.nextInt(3);
        var reduction = random.nextBoolean()
                ? new Reduction.Percentage(1 + random.nextInt(10_000))
                : new Reduction.Sum(new Money(1 + random.nextLong(3_000_000), currency));
        return kind == 0
                ? null
                : new Promotion(
                        UUID.randomUUID(),
                        "CODE",
                        kind == 1 ? null : sellers.getFirst(),
                        reduction,
                        null,
                        null,
                        null,
                        null,
                        0,
                        null);
    }
}
