package market.tessera.checkout.purchaseorder;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.Employer;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class LateTransferTests extends InvoicedOrders {
    @Test
    void moneyThatComesSoonAfterTheEndBringsTheOrderBackWithAnotherInvoice() {
        var listing = listed("Late", 4);
        var employer = new Employer(shop);
        employer.puts(listing, 4);
        var order = order(employer.ordersOnInvoice("PO 9"));
        var first = invoice(order);
        book(number(order), "10", "EUR", "early-" + order);
        ends(order);
        shop.await("select count(*) from document where kind = 'CREDIT_NOTE' and order_id = '%s'".formatted(order), 1L);
        assertThat(balance(order, "BUYER")).isEqualTo(-1_000);

        assertThat(book(first, "30.50", "EUR", "late-" + order).location()).endsWith("done=too-much");

        assertThat(shop.status(order)).isEqualTo("FULFILLED");
        assertThat(places(order)).isEqualTo(4);
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(4);
        assertThat(balance(order, "BUYER"))
                .as("only what is too much goes back")
                .isEqualTo(-50);
        shop.await("select count(*) from document where kind = 'INVOICE' and order_id = '%s'".formatted(order), 2L);
        assertThat(employer.look("/orders/" + order)).contains("The places are yours");
        assertThat(shop.mail(employer.person().email(), "Your receipt").text()).contains("4 × Late");

        var line = shop.one("select id from order_line where order_id = '%s' limit 1".formatted(order), UUID.class);
        employer.browser()
                .post("/orders/%s/refund".formatted(order), Map.of("line", line.toString()))
                .block();
        shop.await(
                "select count(*) from document c join document i on i.id = c.invoice where c.order_id = '%s' and i.cause = 'revived' and c.amount = 1000"
                        .formatted(order),
                1L);
    }

    @Test
    void lateMoneyInPartsPaysAsLongAsNobodySendsItBack() {
        var listing = listed("Late parts", 8);
        var kept = order(ordered(listing, 4));
        ends(kept);
        assertThat(book(number(kept), "25", "EUR", "25-" + kept).location()).endsWith("done=too-much");
        assertThat(shop.status(kept)).isEqualTo("EXPIRED");
        assertThat(book(number(kept), "15", "EUR", "15-" + kept).location()).endsWith("done=paid");
        assertThat(shop.status(kept)).as("all of it is there").isEqualTo("FULFILLED");
        assertThat(balance(kept, "BUYER")).isZero();

        var employer = new Employer(shop);
        employer.puts(listing, 4);
        var order = order(employer.ordersOnInvoice("PO 3"));
        book(number(order), "10", "EUR", "early-" + order);
        ends(order);
        book(number(order), "15", "EUR", "15-" + order);
        var back = BANK + "/orders/%s/".formatted(order);
        assertThat(operator().get(BANK).block().body()).contains("Take it up to send it", "€25");
        assertThat(employer.look("/orders/" + order)).contains("€25 has come", "the order is paid after all");
        assertThat(refused(back + "return", 2_500, "untaken-" + order))
                .as("nobody has taken it up, and it could still pay")
                .contains("Nothing was booked for untaken-" + order);
        assertThat(sends(back + "sending", 1_500, "")).endsWith("done=not-begun");
        assertThat(sends(back + "sending", 2_500, "")).endsWith("done=begun");
        assertThat(sends(back + "sending", 2_500, "")).as("once").endsWith("done=not-begun");
        assertThat(operator().get(BANK).block().body()).contains("taken up by staff@example.org", "It was not sent");

        assertThat(book(number(order), "15", "EUR", "late-" + order).location()).endsWith("done=too-much");
        assertThat(shop.status(order)).as("25 are on their way back").isEqualTo("EXPIRED");
        assertThat(sends(back + "keep", 0, "")).endsWith("done=kept");
        assertThat(shop.status(order)).as("they were not sent after all").isEqualTo("FULFILLED");
        assertThat(sends(back + "keep", 0, "")).endsWith("done=not-kept");
        assertThat(balance(order, "BUYER")).isZero();
        assertThat(balance(order, "BANK")).isEqualTo(4_000);
    }

    @Test
    void whatIsBeingSentBackPaysForNothing() {
        var listing = listed("Sent back", 4);
        var order = order(ordered(listing, 4));
        book(number(order), "10", "EUR", "early-" + order);
        ends(order);
        var back = BANK + "/orders/%s/".formatted(order);
        sends(back + "sending", 1_000, "");

        assertThat(book(number(order), "30", "EUR", "rest-" + order).location()).endsWith("done=too-much");
        assertThat(shop.status(order)).isEqualTo("EXPIRED");
        assertThat(book(number(order), "10", "EUR", "again-" + order).location())
                .endsWith("done=paid");
        assertThat(shop.status(order)).isEqualTo("FULFILLED");
        assertThat(sends(back + "return", 1_000, "sent-" + order)).endsWith("done=sent");
        assertThat(balance(order, "BUYER")).isZero();
        assertThat(balance(order, "BANK")).isEqualTo(4_000);
    }

    @Test
    void whoSendsMoneyBackAndWhoBooksTheRestDoNotBothHaveIt() {
        var listing = listed("Both at once", 40);
        var orders = Flux.range(0, 8)
                .map(_ -> order(ordered(listing, 2)))
                .collectList()
                .block();
        for (var order : orders) {
            book(number(order), "5", "EUR", "early-" + order);
            ends(order);
        }

        Flux.fromIterable(orders)
                .flatMap(order -> Flux.merge(
                        operator()
                                .post(
                                        BANK + "/orders/%s/sending".formatted(order),
                                        Map.of("amount", "500", "currency", "EUR")),
                        receives(operator(), number(order), "15", "EUR", "rest-" + order)))
                .blockLast();

        for (var order : orders) {
            var begun = shop.count("select count(*) from bank_sending where order_id = '%s'".formatted(order));
            assertThat(shop.status(order)).isEqualTo(begun == 1 ? "EXPIRED" : "FULFILLED");
            assertThat(balance(order, "BANK")).isEqualTo(2_000);
            assertThat(balance(order, "BUYER")).isEqualTo(begun == 1 ? -2_000 : 0);
            assertThat(shop.count("select balance from purchase_order where order_id = '%s'".formatted(order)))
                    .isEqualTo(begun == 1 ? 1_500 : 0);
        }
    }

    @Test
    void moneyThatComesTooLateOrForWhatIsGoneOrUnwantedGoesBack() {
        var listing = listed("Too late", 8);
        var forgotten = order(ordered(listing, 2));
        var begun = order(ordered(listing, 2));
        var unwanted = new Employer(shop);
        unwanted.puts(listing, 2);
        var cancelled = order(unwanted.ordersOnInvoice("PO 1"));
        ends(forgotten);
        ends(begun);
        unwanted.browser()
                .post("/orders/%s/cancellation".formatted(cancelled), Map.of())
                .block();
        database.run("update purchase_order set ended_at = now() - interval '31 days' where order_id = $1", forgotten);

        assertThat(book(number(forgotten), "20", "EUR", "old-" + forgotten).location())
                .endsWith("done=too-much");
        assertThat(book(number(cancelled), "20", "EUR", "no-" + cancelled).location())
                .endsWith("done=too-much");
        database.run("update offer_intake set closes = current_date - 1 where id = $1", listing.firstIntake());
        assertThat(book(number(begun), "20", "EUR", "begun-" + begun).location())
                .endsWith("done=too-much");

        for (var order : List.of(forgotten, cancelled, begun)) {
            assertThat(shop.status(order)).isIn("EXPIRED", "CANCELLED");
            assertThat(balance(order, "BUYER")).isEqualTo(-2_000);
        }
        assertThat(shop.seatsTaken(listing.firstIntake())).isZero();
    }

    @Test
    void lateMoneyAndNewBuyersNeverGetMoreSeatsThanThereAre() {
        var listing = listed("Contended", 6);
        var late = Flux.range(0, 3)
                .map(_ -> order(ordered(listing, 2)))
                .collectList()
                .block();
        late.forEach(this::ends);
        assertThat(shop.seatsTaken(listing.firstIntake())).isZero();

        var buyers = Flux.range(0, 4)
                .map(number -> shop.guest("contended-%d-%s@example.org".formatted(number, listing.id())))
                .collectList()
                .block();
        Mono.when(
                        Flux.fromIterable(late)
                                .flatMap(one -> Flux.range(0, 2)
                                        .flatMap(twice -> receives(
                                                operator(),
                                                number(one),
                                                "20",
                                                "EUR",
                                                "late-%d-%s".formatted(twice, one)))),
                        Flux.fromIterable(buyers)
                                .flatMap(buyer -> buyer.buy(listing.id(), listing.firstIntake())
                                        .onErrorResume(IllegalStateException.class, _ -> Mono.empty())))
                .block();

        var revived = late.stream()
                .filter(one -> shop.status(one).equals("FULFILLED"))
                .toList();
        var sold = shop.count(
                "select count(*) from order_line l join orders o on o.id = l.order_id where l.intake = '%s' and o.status in ('PAID', 'FULFILLED')"
                        .formatted(listing.firstIntake()));
        assertThat(sold).isLessThanOrEqualTo(6);
        assertThat(shop.seatsTaken(listing.firstIntake())).isEqualTo(sold);
        for (var one : late) {
            assertThat(balance(one, "BANK")).isEqualTo(4_000);
            assertThat(balance(one, "BUYER"))
                    .as("twice what it costs has come")
                    .isEqualTo(revived.contains(one) ? -2_000 : -4_000);
            assertThat(places(one)).isEqualTo(revived.contains(one) ? 2 : 0);
        }
    }

    private void ends(UUID order) {
        due(order, -8, -1);
        follow.due().block();
        shop.await("select status from orders where id = '%s'".formatted(order), "EXPIRED");
    }
}
