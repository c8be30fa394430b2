package market.tessera.checkout.payout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Currency;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Shop;
import market.tessera.checkout.sql.Bindings;
import market.tessera.platform.money.Money;
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

        var booked = sums("order_id || account", "order_id is not null");
        var commissions = sums("line::text", "kind = 'SALE' and account = 'COMMISSION'");
        ToLongFunction<History.Sale> commission =
                sale -> -commissions.getOrDefault(sale.line().toString(), 0L);
        for (var order : orders) {
            ToLongFunction<String> on = account -> booked.getOrDefault(order.id() + account, 0L);
            assertThat(on.applyAsLong("STRIPE")).as("with Stripe, %s", order).isEqualTo(order.atStripe());
            assertThat(on.applyAsLong("BANK"))
                    .as("in our bank account, %s", order)
                    .isEqualTo(order.atBank());
            assertThat(on.applyAsLong("BUYER"))
                    .as("owed to the buyer, %s", order)
                    .isEqualTo(-order.owedToBuyer());
            assertThat(on.applyAsLong("DISPUTED")).as("held, %s", order).isEqualTo(order.held());
            assertThat(on.applyAsLong("PROVIDER")
                            + on.applyAsLong("TAX")
                            + on.applyAsLong("COMMISSION")
                            + on.applyAsLong("PROMOTION"))
                    .as("shares, tax and commission of what was kept, less what the market bears, %s", order)
                    .isEqualTo(-order.kept());
            assertThat(on.applyAsLong("TAX"))
                    .as("the tax of what was kept, %s", order)
                    .isEqualTo(-order.keptTax(commission));
            assertThat(on.applyAsLong("PROVIDER"))
                    .as("a share is never below nothing, %s", order)
                    .isLessThanOrEqualTo(0);
            assertThat(on.applyAsLong("COMMISSION") + order.commission(commission))
                    .as("the commission that is gone, %s", order)
                    .isZero();
        }
        assertThat(shop.count("""
                        select count(*) from (
                          select from posting where account in ('PROVIDER', 'TAX') and order_id in (select id from orders where email = 'property@example.org')
                          group by line, kind, cause, currency having sum(amount) % payable_step(currency) <> 0) odd
                        """))
                .as("shares that could not be sent, or fetched back")
                .isZero();
        assertThat(shop.count("""
                        select count(*) from posting where account in ('STRIPE', 'COMMISSION', 'PROMOTION') and amount % payable_step(currency) <> 0
                          and order_id in (select id from orders where email = 'property@example.org')
                        """)).as("what could not be paid").isZero();
        assertThat(
                        shop.count(
                                "select count(*) from posting where kind in ('REFUND', 'DISPUTE_LOST') and account in ('PROVIDER', 'TAX', 'COMMISSION') and amount < 0"))
                .as("something given where something is taken back")
                .isZero();
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

    @Test
    void theDatabaseKnowsTheSameStepsOfWhatCanBePaid() {
        for (var currency : Currency.getAvailableCurrencies()) {
            assertThat(shop.count("select payable_step('%s')".formatted(currency.getCurrencyCode())))
                    .as(currency.getCurrencyCode())
                    .isEqualTo(Money.payableStep(currency));
        }
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

    /** What is booked of each order on each account, by their names together. */
    private Map<String, Long> sums(String key, String which) {
        return database.sql("select %s as key, sum(amount)::bigint as amount from posting where %s group by 1"
                        .formatted(key, which))
                .map(row -> Map.entry(row.get("key", String.class), row.get("amount", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .block();
    }
}
