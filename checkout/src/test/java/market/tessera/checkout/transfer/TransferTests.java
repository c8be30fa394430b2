package market.tessera.checkout.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.Employer;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Surroundings;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.stripe.Outages.Outage;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class TransferTests extends SellingColleges {
    private static final String TRANSFERS = "POST /v1/transfers";

    @Test
    void aShareIsTransferredOnceItsPlaceIsConfirmed() {
        var college = paidCollege("Transfer College", "12.5", 0);
        var sold = college.sells(10_001);

        due(sold);

        assertThat(state(sold)).isEqualTo("SENT");
        assertThat(college.balance()).isEqualTo(8_751);
        assertThat(booked(sold, "PROVIDER")).isZero();
        assertThat(booked(sold, "COMMISSION")).isEqualTo(-1_250);
        assertThat(booked(sold, "STRIPE")).isEqualTo(1_250);
    }

    @Test
    void aShareIsHeldBackForAsLongAsWasAgreed() {
        var college = paidCollege("Patient College", "10", 3);
        var sold = college.sells(10_000);

        due(sold);
        assertThat(state(sold)).isEqualTo("WAITING");
        assertThat(shop.count(
                        "select count(*) from transfer where check_at > now() + interval '71 hours' and " + of(sold)))
                .isEqualTo(1);

        run("update order_line set confirmed_at = now() - interval '3 days 1 minute' where order_id = '%s'"
                .formatted(sold.order()));
        due(sold);
        assertThat(state(sold)).isEqualTo("SENT");
    }

    @Test
    void whatIsSoldWithoutAnAccountIsKeptAndPaidWhenThereIsOne() {
        var college = new College(new Provider(UUID.randomUUID(), "Late College"));
        var first = college.sells(5_000);
        payees.agreeOn(college.provider(), "10", 0);
        var sold = college.sells(10_000);
        due(sold);
        assertThat(state(sold)).isEqualTo("HELD");
        assertThat(accountPage(college)).contains("€135", "Kept for you");

        payees.canBePaid(college.provider());
        send.due().block();
        assertThat(state(sold)).isNotEqualTo("HELD");
        due(sold);

        assertThat(state(sold)).isEqualTo("SENT");
        assertThat(state(first)).isEqualTo("WAITING");
        assertThat(college.balance()).isEqualTo(9_000);
    }

    @Test
    void theShareOfAnOrderThatWasPaidByBankComesFromTheMarketsBalance() {
        var college = paidCollege("Bank College", "10", 0);
        college.sells(10_000);
        var listing = Listing.of("On invoice", college.provider()).intake(1_000L, "EUR", 5);
        shop.onSale(listing);
        var employer = new Employer(shop);
        employer.puts(listing, 1);
        var order = GuestBuyer.order(employer.ordersOnInvoice("PO 1"));
        shop.signedIn(Payees.operator())
                .post(
                        "/checkout/desk/bank",
                        Map.of(
                                "what",
                                shop.one("select number from orders where id = '%s'".formatted(order), String.class),
                                "amount",
                                "10",
                                "currency",
                                "EUR",
                                "receivedOn",
                                "2026-11-01",
                                "reference",
                                "share-" + order))
                .block();
        run("update transfer set check_at = now() where order_id = '%s'".formatted(order));
        send.due().block();

        assertThat(shop.one("select status from transfer where order_id = '%s'".formatted(order), String.class))
                .isEqualTo("SENT");
        assertThat(shop.one(
                        "select string_agg(account || ' ' || amount, ', ' order by account) from (select account, sum(amount) as amount from posting where order_id = '%s' group by account having sum(amount) <> 0) p"
                                .formatted(order),
                        String.class))
                .isEqualTo("BANK 1000, COMMISSION -100, STRIPE -900");
        assertThat(college.balance()).isEqualTo(900);
    }

    @Test
    void manyWorkersAtOnceSendAShareOnceHoweverLateTheAnswer() {
        var college = paidCollege("Busy College", "10", 0);
        var sold = college.sells(10_000);
        Surroundings.STRIPE.outages().fail(Outage.ANSWER_LATE, TRANSFERS, 1);

        Flux.range(0, 8).flatMap(_ -> send.send(sold.line()), 8).blockLast();
        due(sold);

        assertThat(college.balance()).isEqualTo(9_000);
        assertThat(booked(sold, "PROVIDER")).isZero();
        assertThat(shop.count("select count(*) from posting where kind = 'TRANSFER' and order_id = '%s'"
                        .formatted(sold.order())))
                .isEqualTo(2);
    }

    @Test
    void aLostAnswerIsFoundAgainEvenAfterStripeHasForgottenTheKey() {
        var college = paidCollege("Doubtful College", "10", 0);
        var sold = college.sells(10_000);
        Surroundings.STRIPE.outages().fail(Outage.ANSWER_LOST, TRANSFERS, 3);
        due(sold);
        assertThat(state(sold)).isEqualTo("SENDING");
        assertThat(booked(sold, "PROVIDER")).isEqualTo(-9_000);

        Surroundings.STRIPE.forgetKeys();
        due(sold);

        assertThat(state(sold)).isEqualTo("SENT");
        assertThat(college.balance()).isEqualTo(9_000);
        assertThat(booked(sold, "PROVIDER")).isZero();
    }

    @Test
    void anOutageDelaysAShareAndNothingElse() {
        var college = paidCollege("Delayed College", "10", 0);
        var sold = college.sells(10_000);
        Surroundings.STRIPE.outages().fail(Outage.UNAVAILABLE_FOR_LONG, TRANSFERS, 1);
        due(sold);
        assertThat(state(sold)).isEqualTo("SENDING");
        assertThat(college.balance()).isZero();

        due(sold);
        assertThat(state(sold)).isEqualTo("SENT");
        assertThat(college.balance()).isEqualTo(9_000);
    }

    @Test
    void aShareThatNobodyCanSendKeepsNoOtherFromItsWay() {
        var college = paidCollege("Neighbour College", "10", 0);
        var odd = college.sells(10_000);
        var sold = college.sells(20_000);
        run("""
            update transfer set status = 'SENDING', destination = '%s', currency = 'MGA', share = share + 1, check_at = now() - interval '2 days'
            where %s
            """.formatted(college.account(), of(odd)));

        due(sold);
        assertThat(state(sold)).isEqualTo("SENT");
        assertThat(state(odd)).isEqualTo("SENDING");

        run("update transfer set currency = 'EUR', share = share - 1 where " + of(odd));
        due(odd);
        assertThat(state(odd)).isEqualTo("SENT");
        assertThat(college.balance()).isEqualTo(27_000);
    }

    @Test
    void aRefusalIsToldAtTheDeskAndTriedAgain() {
        var college = paidCollege("Refused College", "10", 0);
        var sold = college.sells(10_000);
        Surroundings.STRIPE.webhooks().faults(Faults.LOST);
        Surroundings.STRIPE.connect().restrict(college.account());
        due(sold);
        var number = shop.one("select number from orders where id = '%s'".formatted(sold.order()), String.class);
        var desk = shop.signedIn(Payees.operator());
        assertThat(state(sold)).isEqualTo("WAITING");
        assertThat(desk.get("/checkout/desk?list=transfer-failed").block().body())
                .contains(number);
        assertThat(desk.get("/checkout/desk/orders/" + sold.order()).block().body())
                .contains("Stripe refused a transfer", "capabilities");

        Surroundings.STRIPE.connect().complete(college.account());
        desk.post("/checkout/desk/orders/%s/settlement".formatted(sold.order()), Map.of())
                .block();

        assertThat(state(sold)).as("at once, not after the pause").isEqualTo("SENT");
        assertThat(desk.get("/checkout/desk?list=transfer-failed").block().body())
                .doesNotContain(number);
        assertThat(college.balance()).isEqualTo(9_000);
    }

    @Test
    void anotherProvidersFinanceStaffSeeNothingOfIt() {
        var college = paidCollege("Own College", "10", 0);
        due(college.sells(10_000));
        var own = shop.signedIn(Payees.finance(college.provider().id()));
        var other = shop.signedIn(Payees.finance(UUID.randomUUID()));

        assertThat(own.get("/checkout/desk/statement.csv").block().body())
                .contains("transfer,EUR,0.00,0.00,0.00,0.00,90.00");
        assertThat(own.get("/checkout/desk/statement").block().body()).contains("transferred to you");
        assertThat(other.get("/checkout/desk/statement.csv").block().body().lines())
                .hasSize(1);
        assertThat(other.get("/checkout/desk/account").block().body()).doesNotContain("Own College", "€90");
    }
}
