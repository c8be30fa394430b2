package market.tessera.checkout.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Employer;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.reconciliation.Difference;
import market.tessera.checkout.reconciliation.Reconcile;
import market.tessera.checkout.refund.Refund.Reason;
import market.tessera.checkout.refund.Refund.Requester;
import market.tessera.checkout.refund.RefundRequest;
import market.tessera.checkout.refund.RequestRefund;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.stripe.Outages.Outage;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;

@CheckoutTest
class TransferTests {
    private static final String TRANSFERS = "POST /v1/transfers";

    @Autowired
    private Shop shop;

    @Autowired
    private Payees payees;

    @Autowired
    private SendShares send;

    @Autowired
    private FetchShares fetch;

    @Autowired
    private RequestRefund refunds;

    @Autowired
    private Reconcile reconcile;

    @Autowired
    private DatabaseClient database;

    @AfterEach
    void allIsWell() {
        Surroundings.STRIPE.outages().end();
        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
    }

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
        Surroundings.STRIPE.outages().fail(Outage.UNAVAILABLE, TRANSFERS, 3);
        due(sold);
        assertThat(state(sold)).isEqualTo("SENDING");
        assertThat(college.balance()).isZero();

        due(sold);
        assertThat(state(sold)).isEqualTo("SENT");
        assertThat(college.balance()).isEqualTo(9_000);
    }

    @Test
    void aRefundFetchesTheShareBackAtTheLinesOwnRate() {
        var college = paidCollege("Generous College", "12.5", 0);
        var sold = college.sells(10_001);
        due(sold);
        payees.agreeOn(college.provider(), "50", 0);

        refund(sold);
        fetch.due().block();

        assertThat(college.balance()).isZero();
        assertNothingLeft(sold);
        assertThat(shop.one("select status from transfer_reversal where " + of(sold), String.class))
                .isEqualTo("DONE");
    }

    @Test
    void aShareWhosePlaceIsGivenBackFirstNeverLeaves() {
        var college = paidCollege("Quick College", "10", 0);
        var sold = college.sells(10_000);

        refund(sold);
        due(sold);

        assertThat(state(sold)).isEqualTo("CANCELLED");
        assertThat(college.balance()).isZero();
        assertNothingLeft(sold);
    }

    @Test
    void aShareInDoubtIsFetchedBackOnceItIsKnownToHaveLeft() {
        var college = paidCollege("Unlucky College", "10", 0);
        var sold = college.sells(10_000);
        Surroundings.STRIPE.outages().fail(Outage.ANSWER_LOST, TRANSFERS, 3);
        due(sold);

        refund(sold);
        fetch.due().block();
        assertThat(state(sold)).isEqualTo("SENDING");
        due(sold);
        run("update transfer_reversal set check_at = now() where " + of(sold));
        fetch.due().block();

        assertThat(college.balance()).isZero();
        assertNothingLeft(sold);
    }

    @Test
    void whatDoesNotComeBackIsOwedAndSetOffAgainstLaterShares() {
        var college = paidCollege("Emptied College", "10", 0);
        var first = college.sells(10_000);
        due(first);
        Surroundings.STRIPE.connect().payOut(college.account(), "eur");
        refund(first);
        fetch.due().block();
        assertThat(booked(first, "OWED")).isEqualTo(9_000);
        assertThat(booked(first, "STRIPE")).isEqualTo(-9_000);
        assertThat(accountPage(college)).contains("€90", "You owe");

        var second = college.sells(4_000);
        due(second);
        assertThat(state(second)).isEqualTo("SENT");
        assertThat(college.balance()).isZero();
        assertThat(booked(second, "OWED")).isEqualTo(-3_600);

        var third = college.sells(10_000);
        due(third);
        assertThat(college.balance()).isEqualTo(3_600);
        assertThat(owed(college)).isZero();

        Surroundings.STRIPE.connect().payOut(college.account(), "eur");
        refund(third);
        fetch.due().block();
        assertThat(owed(college)).as("what was set off is owed again, too").isEqualTo(9_000);
        assertThat(shop.count("select coalesce(sum(owed), 0) from transfer_reversal where provider = '%s'"
                        .formatted(college.provider().id())))
                .isEqualTo(9_000);
        var finance = shop.signedIn(Payees.finance(college.provider().id()));
        assertThat(finance.get("/checkout/desk/statement").block().body())
                .contains("set off", "to be set off against later shares", "Owed by you at the end");
        writtenOff(college);
    }

    private void writtenOff(College college) {
        var operator = shop.signedIn(Payees.operator());
        var address = "/checkout/desk/debts/" + college.provider().id();
        assertThat(operator.get("/checkout/desk/debts").block().body()).contains("Emptied College", "Write €90 off");
        var debt = Map.of("amount", "9000", "currency", "EUR", "reason", "Insolvent since May");

        assertThat(shop.signedIn(Payees.finance(college.provider().id()))
                        .post(address, debt)
                        .block()
                        .status())
                .isEqualTo(403);
        assertThat(operator.post(address, Map.of("amount", "9000", "currency", "EUR", "reason", " "))
                        .block()
                        .status())
                .isEqualTo(422);
        assertThat(operator.post(address, Map.of("amount", "8999", "currency", "EUR", "reason", "Less"))
                        .block()
                        .status())
                .isEqualTo(409);
        assertThat(Flux.range(0, 5)
                        .flatMap(_ -> operator.post(address, debt), 5)
                        .map(answer -> answer.status())
                        .collectList()
                        .block())
                .containsExactlyInAnyOrder(303, 409, 409, 409, 409);

        assertThat(owed(college)).isZero();
        assertThat(shop.count("select coalesce(sum(owed), 0) from transfer_reversal where provider = '%s'"
                        .formatted(college.provider().id())))
                .isZero();
        assertThat(shop.count(
                        "select sum(amount) from posting where kind = 'WRITE_OFF' and account = 'WRITTEN_OFF' and cause = (select 'write-off:' || id from write_off where provider = '%s')"
                                .formatted(college.provider().id())))
                .isEqualTo(9_000);
        assertThat(operator.get("/checkout/desk/debts").block().body())
                .contains("Insolvent since May", "staff@example.org")
                .doesNotContain("Write €90 off");
    }

    @Test
    void aDisputedShareWaitsAndALostOneComesBack() {
        var college = paidCollege("Disputed College", "10", 0);
        var sent = college.sells(10_000);
        due(sent);
        var waiting = college.sells(10_000);
        for (var sold : Set.of(sent, waiting)) {
            var dispute = Surroundings.STRIPE.bank().dispute(reference(sold));
            shop.await("select state from dispute where stripe_id = '%s'".formatted(dispute), "OPEN");
            due(sold);
            if (sold.equals(waiting)) {
                assertThat(state(waiting)).isEqualTo("WAITING");
            }
            Surroundings.STRIPE.bank().decide(dispute, false);
            shop.await("select state from dispute where stripe_id = '%s'".formatted(dispute), "LOST");
        }
        fetch.due().block();

        assertThat(state(waiting)).isEqualTo("CANCELLED");
        assertThat(college.balance()).isZero();
        assertNothingLeft(sent);
        assertNothingLeft(waiting);
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
        due(sold);

        assertThat(state(sold)).isEqualTo("SENT");
        assertThat(desk.get("/checkout/desk?list=transfer-failed").block().body())
                .doesNotContain(number);
        assertThat(college.balance()).isEqualTo(9_000);
    }

    @Test
    void booksAgreeOnTransfersAndReversalsAndTellOfWhatWasDoneByHand() {
        var college = paidCollege("Audited College", "10", 0);
        var kept = college.sells(10_000);
        due(kept);
        var returned = college.sells(7_000);
        due(returned);
        refund(returned);
        fetch.due().block();
        assertThat(transferDifferences()).isEmpty();

        Surroundings.STRIPE.connect().transferByHand(college.account(), 777, "eur");
        Surroundings.STRIPE
                .connect()
                .reverseByHand(shop.one("select stripe_id from transfer where " + of(kept), String.class), 123);

        assertThat(transferDifferences())
                .extracting(Difference::kind, Difference::theirs)
                .containsExactlyInAnyOrder(
                        tuple(Difference.Kind.MISSING_HERE, "7.77 EUR"),
                        tuple(Difference.Kind.MISSING_HERE, "1.23 EUR"));
    }

    private List<Difference> transferDifferences() {
        return reconcile
                .compare(Instant.now().minus(Duration.ofHours(1)), Instant.now().plusSeconds(60))
                .block()
                .differences()
                .stream()
                .filter(difference -> difference.reference().startsWith("tr"))
                .toList();
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

    private record Sold(UUID order, UUID line) {}

    /** Sells in euros. */
    private final class College {
        private final Provider provider;

        College(Provider provider) {
            this.provider = provider;
        }

        Provider provider() {
            return provider;
        }

        String account() {
            return payees.account(provider);
        }

        long balance() {
            return Surroundings.STRIPE.connect().balance(account(), "eur");
        }

        /** Its place is confirmed. */
        Sold sells(long price) {
            var listing = Listing.of("Something", provider).intake(price, "EUR", null);
            shop.onSale(listing);
            var order = shop.guest("transfer-%s@example.org".formatted(UUID.randomUUID()))
                    .buy(listing.id(), listing.firstIntake())
                    .block();
            shop.await("select status from orders where id = '%s'".formatted(order), "FULFILLED");
            return new Sold(
                    order, shop.one("select id from order_line where order_id = '%s'".formatted(order), UUID.class));
        }
    }

    private College paidCollege(String name, String commission, int holdbackDays) {
        var college = new College(new Provider(UUID.randomUUID(), name));
        shop.onSale(Listing.of("First", college.provider()).intake(1_000L, "EUR", null));
        payees.canBePaid(college.provider());
        payees.agreeOn(college.provider(), commission, holdbackDays);
        return college;
    }

    /** Before all that other tests have left. */
    private void due(Sold sold) {
        run("update transfer set check_at = now() - interval '1 day' where status in ('WAITING', 'SENDING') and "
                + of(sold));
        send.due().block();
    }

    private void refund(Sold sold) {
        refunds.request(new RefundRequest(
                        sold.order(),
                        Set.of(sold.line()),
                        Requester.OPERATOR,
                        "operator@example.org",
                        Reason.GOODWILL,
                        ""))
                .block();
        shop.await("select status from refund where order_id = '%s'".formatted(sold.order()), "SUCCEEDED");
    }

    private void assertNothingLeft(Sold sold) {
        for (var account : Set.of("STRIPE", "PROVIDER", "OWED", "COMMISSION", "BUYER", "DISPUTED")) {
            assertThat(booked(sold, account)).as(account).isZero();
        }
    }

    private String accountPage(College college) {
        return shop.signedIn(Payees.finance(college.provider().id()))
                .get("/checkout/desk/account")
                .block()
                .body();
    }

    private String reference(Sold sold) {
        return shop.one(
                "select reference from payment_intent where order_id = '%s'".formatted(sold.order()), String.class);
    }

    private String state(Sold sold) {
        return shop.one("select status from transfer where " + of(sold), String.class);
    }

    private long owed(College college) {
        return shop.count("select coalesce(sum(amount), 0) from posting where account = 'OWED' and provider = '%s'"
                .formatted(college.provider().id()));
    }

    private long booked(Sold sold, String account) {
        return shop.count("select coalesce(sum(amount), 0) from posting where order_id = '%s' and account = '%s'"
                .formatted(sold.order(), account));
    }

    private static String of(Sold sold) {
        return "line = '%s'".formatted(sold.line());
    }

    private void run(String sql) {
        database.sql(sql).then().block();
    }
}
