package market.tessera.checkout.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Shop;
import market.tessera.checkout.payout.Ledger;
import market.tessera.platform.money.Money;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A seller's documents are numbered one after the other, whoever pays, gives back and fails at the same time. */
@CheckoutTest
class NumberingTests {
    private static final int ORDERS = 200;

    @Autowired
    private Shop shop;

    @Autowired
    private Ledger ledger;

    @Autowired
    private IssueDocuments issue;

    @Autowired
    private IssueInvoice invoice;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private TransactionalOperator transaction;

    @Test
    void manyOrdersAtOnceLeaveNoGapAndNoNumberTwice() {
        var sellers = List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());

        Flux.range(0, ORDERS)
                .flatMap(number -> order(number, sellers).flatMap(order -> settles(number, order)), 16)
                .mergeWith(Flux.range(0, 60).flatMap(_ -> issue.due().then(Mono.<UUID>empty()), 3))
                .then()
                .block();
        issueAll();

        var kept = ORDERS - ORDERS / 10;
        for (var seller : sellers) {
            assertThat(numbers(seller, "INVOICE")).as("invoices").isEqualTo(upTo(kept));
            assertThat(numbers(seller, "CREDIT_NOTE")).as("credit notes").isEqualTo(upTo(ORDERS / 5));
        }
        assertThat(shop.count("""
                        select count(*) from document c join document i on i.id = c.invoice
                        where c.seller = '%s' and (i.seller <> c.seller or i.order_id <> c.order_id or i.amount <> c.amount)
                        """.formatted(sellers.getFirst()))).isZero();
    }

    /** Every tenth is rolled back in the end, every fifth given back, every tenth invoiced before it is paid. */
    private Mono<UUID> settles(int number, UUID order) {
        return switch (number % 10) {
            case 1 ->
                transaction
                        .execute(tx -> invoice.beforePayment(order, LocalDate.EPOCH)
                                .then(ledger.sold(order, Money.of(6_000, "EUR")))
                                .doOnSuccess(_ -> tx.setRollbackOnly()))
                        .then(Mono.empty());
            case 2 ->
                transaction
                        .transactional(invoice.beforePayment(order, LocalDate.EPOCH))
                        .then(sold(order))
                        .thenReturn(order);
            case 3, 7 -> sold(order).then(givenBack(order)).thenReturn(order);
            default -> sold(order).thenReturn(order);
        };
    }

    @Test
    void aCreditNoteIsWrittenOnceHoweverOftenItIsAskedFor() {
        var seller = UUID.randomUUID();
        var order = order(0, List.of(seller)).block();
        sold(order).then(givenBack(order)).block();
        run(
                "insert into document_due (order_id, cause) values ('%1$s', 'refund:%1$s'), ('%1$s', 'refund:%1$s'), ('%1$s', '')"
                        .formatted(order));

        Flux.range(0, 12).flatMap(_ -> issue.due(), 12).then().block();
        issueAll();
        run("insert into document_due (order_id, cause) values ('%1$s', 'refund:%1$s')".formatted(order));
        issueAll();

        assertThat(numbers(seller, "INVOICE")).isEqualTo("1");
        assertThat(numbers(seller, "CREDIT_NOTE")).isEqualTo("1");
    }

    @Test
    void whatWasInvoicedAndWillNotBePaidIsTakenBackOnce() {
        var seller = UUID.randomUUID();
        var order = order(0, List.of(seller)).block();
        var issued = invoice.beforePayment(order, LocalDate.EPOCH)
                .as(transaction::transactional)
                .collectList()
                .block();

        for (var again = 0; again < 2; again++) {
            invoice.takeBack(order).as(transaction::transactional).block();
            issueAll();
        }

        assertThat(issued)
                .singleElement()
                .satisfies(document -> assertThat(document.dueOn()).isEqualTo(LocalDate.EPOCH));
        assertThat(shop.one(
                        "select i.number from document c join document i on i.id = c.invoice where c.order_id = '%s'"
                                .formatted(order),
                        String.class))
                .isEqualTo(issued.getFirst().number());
    }

    @Test
    void countsOnAfterAMillion() {
        var seller = UUID.randomUUID();
        sold(order(0, List.of(seller)).block()).block();
        issueAll();
        run("update document_series set last = 999998 where seller = '%s' and kind = 'INVOICE'".formatted(seller));

        for (var more = 0; more < 2; more++) {
            sold(order(0, List.of(seller)).block()).block();
        }
        issueAll();

        assertThat(numbers(seller, "INVOICE")).isEqualTo("1,999999,1000000");
        assertThat(shop.count("select count(*) from document where seller = '%s' and number like '%%-1000000'"
                        .formatted(seller)))
                .isEqualTo(1);
    }

    @Test
    void whatWasIssuedNeverChanges() {
        var order = order(0, List.of(UUID.randomUUID())).block();
        sold(order).block();
        issueAll();

        for (var change : List.of(
                "update document set amount = 1 where order_id = '%s'", "delete from document where order_id = '%s'")) {
            assertThat(database.sql(change.formatted(order))
                            .then()
                            .thenReturn("changed")
                            .onErrorResume(DataAccessException.class, refused -> Mono.just("refused"))
                            .block())
                    .isEqualTo("refused");
        }
    }

    private Mono<Void> sold(UUID order) {
        return ledger.sold(order, Money.of(6_000, "EUR")).as(transaction::transactional);
    }

    private Mono<Void> givenBack(UUID order) {
        return database.sql("select id, price_amount from order_line where order_id = :order")
                .bind("order", order)
                .map(row -> Map.entry(row.get("id", UUID.class), Money.of(row.get("price_amount", Long.class), "EUR")))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .flatMap(lines -> ledger.refunded(order, lines, "refund:" + order))
                .as(transaction::transactional);
    }

    /** A place of each seller for 20 euros; of one alone for 60. */
    private Mono<UUID> order(int number, List<UUID> sellers) {
        var order = UUID.randomUUID();
        var inAnOrder = number % 2 == 0 ? sellers : sellers.reversed();
        return database.sql("""
                        insert into orders (id, number, status, basket, attempt, name, email, locale, amount, currency, created_at, expires_at, paid_at)
                        values (:id, :number, 'PAID', :id, :id, 'Numbers', 'numbers@example.org', 'en', 6000, 'EUR', now(), now(), now())
                        """)
                .bind("id", order)
                .bind("number", "N-" + order)
                .then()
                .thenMany(Flux.fromIterable(inAnOrder))
                .concatMap(seller -> database.sql("""
                                insert into order_line (id, order_id, position, offer, edition, intake, provider, slug, title, provider_name,
                                  hue, self_paced, price_amount)
                                values (gen_random_uuid(), :order, :position, :order, 1, :order, :seller, 's', 'Numbers', 'Seller', 1, true, :price)
                                """)
                        .bind("order", order)
                        .bind("position", inAnOrder.indexOf(seller))
                        .bind("seller", seller)
                        .bind("price", 6_000 / sellers.size())
                        .then())
                .then(Mono.just(order));
    }

    private void issueAll() {
        Stream.generate(() -> issue.due().block())
                .takeWhile(_ -> shop.count("select count(*) from document_due") > 0)
                .forEach(_ -> {});
    }

    private String numbers(UUID seller, String kind) {
        return shop.one(
                "select string_agg(position::text, ',' order by position) from document where seller = '%s' and kind = '%s'"
                        .formatted(seller, kind),
                String.class);
    }

    private static String upTo(int last) {
        return Stream.iterate(1, number -> number <= last, number -> number + 1)
                .map(String::valueOf)
                .reduce((one, two) -> one + "," + two)
                .orElseThrow();
    }

    private void run(String sql) {
        database.sql(sql).then().block();
    }
}
