package market.tessera.checkout.purchaseorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.Employer;
import market.tessera.checkout.reconciliation.Reconcile;
import market.tessera.sandbox.buyer.Browser.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class BankTransferTests extends InvoicedOrders {
    @Autowired
    private Reconcile reconcile;

    /** They have no lines, which orders that were placed always have. */
    @AfterEach
    void nothingIsPagedElsewhere() {
        database.run(
                "delete from purchase_order where order_id in (select id from orders where email = 'paged@example.org')");
        database.run("delete from orders where email = 'paged@example.org'");
    }

    @Test
    void whateverIsTransferredIsAnswered() {
        var listing = listed("Answered", 9);
        var employer = new Employer(shop);
        employer.puts(listing, 2);
        var order = order(employer.ordersOnInvoice("PO 1"));
        var number = number(order);

        assertThat(book("T-NONE", "20", "EUR", "a-" + order).body()).contains("no order on invoice of that number");
        assertThat(book(number, "20", "USD", "a-" + order).body()).contains("The order is to be paid in EUR", number);
        assertThat(book(number, "20.001", "EUR", "").body()).contains("no more decimals", "statement’s reference");
        assertThat(balance(order, "BANK")).isZero();

        assertThat(book(number, "12.50", "EUR", "a-" + order).location()).endsWith("done=partly");
        assertThat(shop.status(order)).isEqualTo("PENDING");
        assertThat(employer.look("/orders/" + order)).contains("Received", "€12.50", "€7.50");
        assertThat(shop.mail(employer.person().email(), "A part of order").text())
                .contains("€7.50");
        assertThat(book(number, "7.50", "EUR", "A-" + order).body()).contains("booked already");

        assertThat(book(number, "10", "EUR", "b-" + order).location()).endsWith("done=too-much");
        assertThat(shop.status(order)).isEqualTo("FULFILLED");
        assertThat(balance(order, "BUYER")).isEqualTo(-250);
        assertThat(book(number, "20", "EUR", "c-" + order).location()).endsWith("done=too-much");
        assertThat(balance(order, "BUYER")).isEqualTo(-2_250);
        assertThat(operator().get(BANK).block().body()).contains("To be sent back", number, "€22.50");

        var back = BANK + "/orders/%s/return".formatted(order);
        assertThat(refused(back, 2_000, "r-" + order)).contains("Nothing was booked for r-" + order, "another amount");
        assertThat(refused(back, 2_250, " ")).contains("in up to 140 letters");
        assertThat(refused(back, 2_250, "r".repeat(141))).contains("in up to 140 letters", "r".repeat(141));
        assertThat(sends(back, 2_250, "r-" + order)).endsWith("done=sent");
        assertThat(refused(back, 2_250, "r2-" + order)).contains("Nothing was booked for r2-" + order);
        book(number, "5", "EUR", "d-" + order);
        assertThat(refused(back, 500, "R-" + order)).contains("booked already", "R-" + order);
        assertThat(sends(back, 500, "r3-" + order)).endsWith("done=sent");
        assertThat(balance(order, "BUYER")).isZero();
        assertThat(balance(order, "BANK")).isEqualTo(2_000);
        assertThat(reconcile.lately().block().differences())
                .as("Stripe knows nothing of it, and need not")
                .noneMatch(difference -> order.equals(difference.order()));
    }

    @Test
    void twoWhoBookTheSameTransferBookItOnceAndNobodyPaysAnOrderThatEnds() {
        var listing = listed("At once", 100);
        var order = order(ordered(listing, 2));
        var number = number(order);

        var answers = Flux.range(0, 6)
                .flatMap(_ -> receives(operator(), number, "20", "EUR", "once-" + order))
                .map(Answer::status)
                .collectList()
                .block();
        assertThat(answers).containsExactlyInAnyOrder(303, 409, 409, 409, 409, 409);
        assertThat(balance(order, "BANK")).isEqualTo(2_000);
        assertThat(places(order)).isEqualTo(2);

        var racing = Flux.range(0, 8)
                .map(_ -> order(ordered(listing, 2)))
                .collectList()
                .block();
        racing.forEach(
                one -> database.run("update orders set expires_at = now() - interval '1 minute' where id = $1", one));
        racing.forEach(one -> database.run("update purchase_order set check_at = now() where order_id = $1", one));
        Mono.when(
                        follow.due(),
                        follow.due(),
                        Flux.fromIterable(racing)
                                .flatMap(one -> receives(operator(), number(one), "20", "EUR", "race-" + one)))
                .block();

        for (var one : racing) {
            var paid = shop.status(one).equals("FULFILLED");
            assertThat(shop.status(one)).isIn("FULFILLED", "EXPIRED");
            assertThat(balance(one, "BANK")).isEqualTo(2_000);
            assertThat(balance(one, "BUYER")).isEqualTo(paid ? 0 : -2_000);
            assertThat(places(one)).isEqualTo(paid ? 2 : 0);
            if (!paid) {
                shop.await(
                        "select count(*) from document where kind = 'CREDIT_NOTE' and order_id = '%s'".formatted(one),
                        1L);
            }
        }
        assertThat(shop.seatsTaken(listing.firstIntake()))
                .isEqualTo(2L
                        * (1
                                + racing.stream()
                                        .filter(one -> shop.status(one).equals("FULFILLED"))
                                        .count()));
    }

    @Test
    void refundsGoBackByHandAndOnce() {
        var listing = listed("By hand", 9);
        var employer = new Employer(shop);
        employer.puts(listing, 2);
        var order = order(employer.ordersOnInvoice("PO 7"));
        book(number(order), "20", "EUR", "full-" + order);
        var line = shop.one("select id from order_line where order_id = '%s' limit 1".formatted(order), UUID.class);

        employer.browser()
                .post("/orders/%s/refund".formatted(order), Map.of("line", line.toString()))
                .block();

        var refund = shop.one("select id from refund where order_id = '%s'".formatted(order), UUID.class);
        assertThat(shop.one("select status from refund where id = '%s'".formatted(refund), String.class))
                .isEqualTo("INTENDED");
        assertThat(balance(order, "BUYER")).isEqualTo(-1_000);
        var back = BANK + "/refunds/%s/return".formatted(refund);
        assertThat(operator().get(BANK).block().body()).contains(refund.toString());
        var answers = Flux.range(0, 4)
                .flatMap(each -> operator()
                        .post(
                                back,
                                Map.of(
                                        "amount",
                                        "1000",
                                        "currency",
                                        "EUR",
                                        "reference",
                                        "back-%d-%s".formatted(each, order))))
                .map(Answer::status)
                .collectList()
                .block();
        assertThat(answers).containsExactlyInAnyOrder(303, 409, 409, 409);
        assertThat(balance(order, "BUYER")).isZero();
        assertThat(balance(order, "BANK")).isEqualTo(1_000);
    }

    @Test
    void whatIsToBeSentBackComesInPages() {
        database.run("""
                insert into orders (id, number, status, basket, attempt, name, email, locale, amount, currency, created_at, expires_at)
                select o, 'A-PAGE-' || lpad(n::text, 3, '0'), 'EXPIRED', o, o, 'Paged', 'paged@example.org', 'en', 1000, 'EUR', now(), now()
                from (select n, gen_random_uuid() as o from generate_series(1, 60) n) made
                """);
        database.run("""
                insert into purchase_order (order_id, number, state, credit, due_on, pay_to, ended_at, balance)
                select id, 'PO', 'ENDED', false, current_date, 'bank', now(), 100 from orders where email = 'paged@example.org'
                """);

        var first = operator().get(BANK).block().body();
        var second = operator().get(BANK + "?page=2").block().body();

        assertThat(first).contains("A-PAGE-001", "A-PAGE-050", "page=2").doesNotContain("A-PAGE-051");
        assertThat(second).contains("A-PAGE-051", "A-PAGE-060", "page=1").doesNotContain("A-PAGE-050");
        assertThat(operator().get(BANK + "?page=0").block().status()).isEqualTo(200);
        assertThat(operator().get(BANK + "?page=2000000000").block().status()).isEqualTo(200);
    }
}
