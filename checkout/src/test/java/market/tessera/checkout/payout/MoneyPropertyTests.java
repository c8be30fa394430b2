package market.tessera.checkout.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Shop;
import market.tessera.checkout.sql.Bindings;
import market.tessera.checkout.tax.TaxRule;
import market.tessera.checkout.tax.Taxed;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Whatever is sold, given back, bounced and denied, in currencies with no, two and three decimals: every cent stays accounted for. */
@CheckoutTest
class MoneyPropertyTests {
    private static final int ORDERS = 2_000;
    private static final List<String> CURRENCIES = List.of("JPY", "EUR", "KWD");

    @Autowired
    private Shop shop;

    @Autowired
    private Ledger ledger;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transaction;

    @Test
    void everyCentIsAccountedFor() {
        var orders = Flux.fromStream(new Random(11).longs(ORDERS).boxed())
                .map(History::random)
                .flatMap(history -> play(history).thenReturn(history), 8)
                .collectList()
                .block();

        for (var order : orders) {
            assertThat(sum(order, "STRIPE")).as("with Stripe, %s", order).isEqualTo(order.atStripe());
            assertThat(sum(order, "BANK")).as("in our bank account, %s", order).isEqualTo(order.atBank());
            assertThat(sum(order, "BUYER")).as("owed to the buyer, %s", order).isEqualTo(-order.owedToBuyer());
            assertThat(sum(order, "DISPUTED")).as("held, %s", order).isEqualTo(order.held());
            assertThat(sum(order, "PROVIDER") + sum(order, "TAX") + sum(order, "COMMISSION") + sum(order, "PROMOTION"))
                    .as("shares, tax and commission of what was kept, less what the market bears, %s", order)
                    .isEqualTo(-order.kept());
            assertThat(sum(order, "TAX"))
                    .as("the tax of what was kept, %s", order)
                    .isEqualTo(-order.keptTax());
            assertThat(sum(order, "PROVIDER"))
                    .as("a share is never below nothing, %s", order)
                    .isLessThanOrEqualTo(0);
        }
        assertThat(
                        shop.count(
                                "select count(*) from (select from posting group by order_id, currency having sum(amount) <> 0) unbalanced"))
                .isZero();
        assertThat(shop.count("""
                        select count(*) from (
                          select from posting where line is not null group by line, account
                          having abs(sum(amount) filter (where kind in ('REFUND', 'DISPUTE_LOST'))) > abs(sum(amount) filter (where kind = 'SALE'))) more
                        """)).as("reversals of more than was booked").isZero();
    }

    private Mono<Void> play(History order) {
        return insert(order)
                .then(booked(order.invoiced() ? paidByBank(order) : ledger.sold(order.id(), order.total())))
                .thenMany(Flux.fromIterable(order.steps()))
                .concatMap(step -> booked(step.book(ledger, order)))
                .then();
    }

    /** In parts, and as a rule with something too much. */
    private Mono<Void> paidByBank(History order) {
        return Flux.fromIterable(order.transfers())
                .index()
                .concatMap(transfer -> ledger.received(order.id(), transfer.getT2(), "receipt:" + transfer.getT1()))
                .then(Mono.defer(() -> ledger.soldOnInvoice(order.id(), order.total())))
                .then(Mono.defer(() -> ledger.sentBack(order.id(), order.sentBack(), "bank-return:1")));
    }

    private Mono<Void> booked(Mono<Void> entry) {
        return entry.as(transaction::transactional);
    }

    private Mono<Void> insert(History order) {
        return database.sql("""
                        insert into orders (id, number, status, basket, attempt, name, email, locale, amount, currency, created_at, expires_at)
                        values (:id, :number, 'REFUNDED', :id, :id, 'Property', 'property@example.org', 'en', :amount, :currency, now(), now())
                        """)
                .bind("id", order.id())
                .bind("number", "P-" + order.id())
                .bind("amount", order.total().amount())
                .bind("currency", order.total().currency().getCurrencyCode())
                .then()
                .thenMany(Flux.fromIterable(order.sales()))
                .concatMap(sale -> database.sql("""
                                insert into order_line (id, order_id, position, offer, edition, intake, provider, slug, title, provider_name,
                                  hue, self_paced, price_amount, tax_amount, commission_basis_points, discount_amount, discount_by_market)
                                values (:id, :order, :position, :id, 1, :id, :provider, 's', 't', 'p', 1, true, :price, :tax, :rate, :discount, :byMarket)
                                """)
                        .bind("id", sale.line())
                        .bind("order", order.id())
                        .bind("position", order.sales().indexOf(sale))
                        .bind("provider", sale.provider())
                        .bind("price", sale.price().amount())
                        .bind("tax", sale.tax().amount())
                        .bind("discount", sale.discount())
                        .bind("byMarket", sale.byMarket())
                        .bind("rate", Bindings.nullable(sale.rate(), Integer.class))
                        .then())
                .then();
    }

    private long sum(History order, String account) {
        return shop.count("select coalesce(sum(amount), 0) from posting where order_id = '%s' and account = '%s'"
                .formatted(order.id(), account));
    }

    /** @param rate of the commission in basis points; null for the usual one */
    private record Sale(
            @Nullable Integer rate, long discount, boolean byMarket, UUID line, UUID provider, Taxed taxed) {
        Money price() {
            return taxed.charged();
        }

        Money tax() {
            return taxed.tax();
        }
    }

    /** What happens to some lines of an order. */
    private record Step(Kind kind, List<Sale> lines, String cause) {
        enum Kind {
            REFUNDED,
            REFUND_ON_ITS_WAY,
            REFUND_BOUNCED,
            DENIED,
            DENIED_AND_WON,
            DENIED_AND_LOST
        }

        Mono<Void> book(Ledger ledger, History order) {
            var ids = lines.stream().map(Sale::line).toList();
            var amount = order.sum(lines.stream());
            var owed = Mono.defer(() -> ledger.refunded(order.id(), ids, cause));
            var sent = Mono.defer(() -> order.invoiced()
                    ? ledger.sentBack(order.id(), amount, cause + ":1")
                    : ledger.refundReturned(order.id(), amount, cause + ":1"));
            var denied = Mono.defer(() -> ledger.disputed(order.id(), amount, cause));
            return switch (kind) {
                case REFUNDED -> owed.then(sent);
                case REFUND_ON_ITS_WAY -> owed;
                case REFUND_BOUNCED ->
                    owed.then(sent).then(Mono.defer(() -> ledger.refundBounced(order.id(), amount, cause + ":1")));
                case DENIED -> denied;
                case DENIED_AND_WON -> denied.then(Mono.defer(() -> ledger.disputeWon(order.id(), amount, cause)));
                case DENIED_AND_LOST -> denied.then(Mono.defer(() -> ledger.disputeLost(order.id(), ids, cause)));
            };
        }
    }

    /** An order and its later life. A line is given back or denied once at most. */
    private record History(
            UUID id, Money total, List<Sale> sales, List<Step> steps, List<Money> transfers, Money sentBack) {
        static History random(long seed) {
            var random = new Random(seed);
            var currency = CURRENCIES.get(random.nextInt(CURRENCIES.size()));
            var sales = IntStream.rangeClosed(1, 1 + random.nextInt(6))
                    .mapToObj(_ -> sale(random, currency))
                    .toList();
            var total = sales.stream().map(Sale::price).reduce(Money.of(0, currency), Money::plus);
            return random.nextInt(3) == 0
                    ? invoiced(random, total, sales)
                    : new History(
                            UUID.randomUUID(),
                            total,
                            sales,
                            steps(random, sales, Step.Kind.values().length),
                            List.of(),
                            Money.of(0, currency));
        }

        /** Paid by bank transfers, some more than it costs; no bank denies those, and none bounces. */
        private static History invoiced(Random random, Money total, List<Sale> sales) {
            var first = new Money(random.nextLong(total.amount() + 1), total.currency());
            var tooMuch = new Money(random.nextInt(3) == 0 ? random.nextLong(1_000) : 0, total.currency());
            var sentBack = random.nextBoolean() ? tooMuch : Money.zero(total.currency());
            return new History(
                    UUID.randomUUID(),
                    total,
                    sales,
                    steps(random, sales, 2),
                    List.of(first, total.minus(first).plus(tooMuch)),
                    sentBack);
        }

        boolean invoiced() {
            return !transfers.isEmpty();
        }

        Money received() {
            return transfers.stream().reduce(Money.zero(total.currency()), Money::plus);
        }

        long tooMuch() {
            return invoiced() ? received().minus(total).minus(sentBack).amount() : 0;
        }

        long atBank() {
            return invoiced() ? received().minus(sentBack).amount() - of(Step.Kind.REFUNDED) : 0;
        }

        private static Sale sale(Random random, String currency) {
            var discount = random.nextInt(3) == 0 ? random.nextLong(100_000) : 0;
            var byMarket = random.nextBoolean();
            var price = Money.of(random.nextInt(5) == 0 ? random.nextLong(4) : random.nextLong(2_000_000), currency);
            return new Sale(
                    random.nextInt(4) == 0 ? null : Integer.valueOf(random.nextInt(10_001)),
                    discount,
                    byMarket,
                    UUID.randomUUID(),
                    UUID.randomUUID(),
                    tax(random).of(price, Money.of(byMarket ? discount : 0, currency)));
        }

        private static TaxRule tax(Random random) {
            var rate = 1 + random.nextInt(TaxRule.MILLIONTHS / 2);
            return switch (random.nextInt(4)) {
                case 0 -> new TaxRule.Unstated();
                case 1 -> new TaxRule.Exempt("Education");
                case 2 -> new TaxRule.Included("VAT", rate);
                default -> new TaxRule.Added("GST", rate);
            };
        }

        /** @param kinds how many of the kinds can be */
        private static List<Step> steps(Random random, List<Sale> sales, int kinds) {
            var steps = new ArrayList<Step>();
            var left = new ArrayList<>(sales);
            while (!left.isEmpty() && random.nextInt(3) > 0) {
                var lines = List.copyOf(left.subList(0, 1 + random.nextInt(left.size())));
                left.removeAll(lines);
                var kind = Step.Kind.values()[random.nextInt(kinds)];
                steps.add(new Step(kind, lines, "step:" + UUID.randomUUID()));
            }
            return List.copyOf(steps);
        }

        Money sum(Stream<Sale> some) {
            return some.map(Sale::price).reduce(Money.zero(total.currency()), Money::plus);
        }

        long of(Step.Kind... kinds) {
            return sum(steps.stream()
                            .filter(step -> List.of(kinds).contains(step.kind()))
                            .flatMap(step -> step.lines().stream()))
                    .amount();
        }

        long atStripe() {
            return invoiced()
                    ? 0
                    : total.amount() - of(Step.Kind.REFUNDED, Step.Kind.DENIED, Step.Kind.DENIED_AND_LOST);
        }

        long owedToBuyer() {
            return tooMuch() + of(Step.Kind.REFUND_ON_ITS_WAY, Step.Kind.REFUND_BOUNCED);
        }

        long held() {
            return of(Step.Kind.DENIED);
        }

        long keptTax() {
            var gone = steps.stream()
                    .filter(step ->
                            !List.of(Step.Kind.DENIED, Step.Kind.DENIED_AND_WON).contains(step.kind()))
                    .flatMap(step -> step.lines().stream())
                    .toList();
            return sales.stream()
                    .filter(sale -> !gone.contains(sale))
                    .mapToLong(sale -> sale.tax().amount())
                    .sum();
        }

        long kept() {
            return total.amount()
                    - of(
                            Step.Kind.REFUNDED,
                            Step.Kind.REFUND_ON_ITS_WAY,
                            Step.Kind.REFUND_BOUNCED,
                            Step.Kind.DENIED_AND_LOST);
        }
    }
}
