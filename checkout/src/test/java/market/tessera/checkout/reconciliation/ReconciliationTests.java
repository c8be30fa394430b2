package market.tessera.checkout.reconciliation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.OtherPage;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.reconciliation.Difference.Kind;
import market.tessera.checkout.reconciliation.Entry.Movement;
import market.tessera.checkout.refund.Refund.Reason;
import market.tessera.checkout.refund.Refund.Requester;
import market.tessera.checkout.refund.RefundRequest;
import market.tessera.checkout.refund.RefundRequest.Extent;
import market.tessera.checkout.refund.RequestRefund;
import market.tessera.platform.identity.Person;
import market.tessera.platform.money.Money;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.inbox.ReceivedMail;
import market.tessera.sandbox.stripe.Outages.Outage;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

@CheckoutTest
class ReconciliationTests {
    @Autowired
    private Shop shop;

    @Autowired
    private Reconcile reconcile;

    @Autowired
    private StripeBooks books;

    @Autowired
    private TellOfDifferences tell;

    @Autowired
    private RequestRefund refunds;

    @AfterEach
    void allIsWell() {
        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
        Surroundings.STRIPE.outages().end();
    }

    @Test
    void findsNothingWhereSalesRefundsAndDisputesWereTakenIn() {
        var sold = bought("plain@example.org", "EUR");
        var yen = bought("yen@example.org", "JPY");
        var dinar = bought("dinar@example.org", "KWD");
        var returned = bought("returned@example.org", "EUR");
        refund(returned);
        var bounced = bought("bounced@example.org", "EUR");
        refund(bounced);
        Surroundings.STRIPE.bank().bounce(stripeRefund(bounced));
        shop.await("select status from refund where order_id = '%s'".formatted(bounced), "FAILED");
        var denied = bought("denied-books@example.org", "EUR");
        var dispute = Surroundings.STRIPE.bank().dispute(reference(denied));
        shop.await("select state from dispute where stripe_id = '%s'".formatted(dispute), "OPEN");

        assertThat(differences(Set.of(sold, yen, dinar, returned, bounced, denied)))
                .isEmpty();
    }

    /** Stripe has its payment and fee in the books from the day on which it asks the bank. */
    @Test
    void findsNothingWhereADebitIsOnItsWayHasComeOrDoesNotCome() {
        compare();
        var ofOthers = waiting();
        var arriving = debited("debit-books@example.org", GuestBuyer.IBAN_THAT_PAYS);
        var failing = debited("bounced-books@example.org", GuestBuyer.IBAN_THAT_FAILS);

        var compared = compare();
        var fees = new HashSet<>(waiting());
        fees.removeAll(ofOthers);
        assertThat(fees).hasSize(2);
        assertThat(compared).noneMatch(difference -> fees.contains(difference.reference()));
        Surroundings.STRIPE.bank().settleDebits();
        shop.await("select status in ('PAID', 'FULFILLED') from orders where id = '%s'".formatted(arriving), true);
        shop.await("select status from orders where id = '%s'".formatted(failing), "EXPIRED");

        assertThat(compare()).noneMatch(difference -> fees.contains(difference.reference()));
        assertThat(differences(Set.of(arriving, failing))).isEmpty();
    }

    @Test
    void whatStripeHasDatedLongBeforeIsLookedForByName() {
        var order = bought("long-before@example.org", "EUR");
        compare();
        var fee = shop.one(
                "select substr(cause, 5) from posting where order_id = '%s' and kind = 'FEE' limit 1".formatted(order),
                String.class);
        var now = Instant.now();

        assertThat(books.find(entry(reference(order), 0, "", now)).block().amount())
                .isEqualTo(Money.of(7_700, "EUR"));
        assertThat(books.find(new Entry(Movement.FEE, fee, null, Money.of(0, "EUR"), "", now))
                        .block()
                        .amount())
                .isEqualTo(Money.of(141, "EUR"));
        assertThat(books.find(entry("pi_of_nobody", 0, "", now)).blockOptional())
                .isEmpty();
    }

    @Test
    void findsMoneyThatWentBackBehindOurBack() {
        var order = bought("by-hand@example.org", "EUR");

        Surroundings.STRIPE.bank().refundByHand(reference(order), 500);

        var found = compare().stream()
                .filter(difference -> "5.00 EUR".equals(difference.theirs()))
                .toList();
        assertThat(found)
                .extracting(Difference::kind, Difference::movement)
                .containsExactly(tuple(Kind.MISSING_HERE, Movement.REFUND));
        theOperatorIsToldOnce(found);
        var desk = shop.signedIn(
                new Person(UUID.randomUUID(), Person.Kind.STAFF, "operator@example.org", "Noor", Set.of("operator")));
        desk.get("/checkout/desk/books").block();
        assertThat(desk.get("/checkout/desk/books").block().body()).contains("5.00 EUR", "Refund: missing here");
        Surroundings.STRIPE.outages().fail(Outage.UNAVAILABLE_FOR_LONG, "GET /v1/balance_transactions", 3);
        assertThat(desk.post("/checkout/desk/books", Map.of()).block().body())
                .as("the last comparison stays to be read")
                .contains("Stripe does not answer, so nothing was compared", "5.00 EUR");
    }

    private void theOperatorIsToldOnce(List<Difference> found) {
        var made = new Reconciliation(Instant.now(), Instant.now(), 2, Instant.now(), found);

        tell.tell(List.of(), made).then(tell.tell(found, made)).block();

        var said = "Refund: missing here (%s)".formatted(found.getFirst().reference());
        await().atMost(Shop.PATIENCE)
                .untilAsserted(() -> assertThat(Surroundings.INBOX.messagesTo(Surroundings.OPERATOR))
                        .filteredOn(mail -> mail.text().contains(said))
                        .extracting(ReceivedMail::subject)
                        .containsExactly("Our books and Stripe’s differ: one new difference"));
    }

    @Test
    void everythingThatMovesTheBalanceIsBookedOnceOrAskedAbout() {
        var bank = Surroundings.STRIPE.bank();
        var name = "Planted " + UUID.randomUUID();
        bank.move("topup", 500_000, "eur", name + " top-up");
        bank.move("payout", -120_000, "eur", name + " payout");
        bank.move("payout_failure", 120_000, "eur", name + " payout came back");
        bank.move("stripe_fee", -1_500, "eur", name + " Connect");
        bank.move("adjustment", -4_321, "eur", name + " adjustment");
        bank.move("contribution", -10, "jpy", name + " of a type nobody has heard of");

        var differences = compare();
        compare();

        assertThat(differences)
                .filteredOn(difference -> difference.movement() == Movement.BALANCE)
                .extracting(Difference::kind, Difference::theirs)
                .contains(
                        tuple(Kind.MISSING_HERE, "-43.21 EUR, adjustment"),
                        tuple(Kind.MISSING_HERE, "-10 JPY, contribution"))
                .noneMatch(words -> words.toString().matches(".*(topup|payout|stripe_fee).*"));
        assertThat(shop.one(
                        "select string_agg(p.account || ' ' || p.amount, ', ' order by m.moved_at, m.type, p.account) from balance_movement m join posting p on p.cause = 'balance:' || m.id where m.description like '%s%%'"
                                .formatted(name),
                        String.class))
                .contains("BANK -500000", "STRIPE 500000", "BANK 120000", "BANK -120000", "FEE 1500", "STRIPE -1500")
                .doesNotContain("4321");
        assertThat(shop.count(
                        "select count(*) from posting p join balance_movement m on p.cause = 'balance:' || m.id where m.description like '%s%%'"
                                .formatted(name)))
                .as("each once, however often they are read")
                .isEqualTo(8);
        assertThat(shop.count("select coalesce(sum(amount), 0) from posting where kind = 'BALANCE'"))
                .isZero();
    }

    @Test
    void theOperatorSaysWhatAMovementWas() {
        var name = "Explained " + UUID.randomUUID();
        Surroundings.STRIPE.bank().move("adjustment", -765, "eur", name);
        compare();
        var movement =
                shop.one("select id from balance_movement where description = '%s'".formatted(name), String.class);
        var desk = shop.signedIn(Payees.operator());
        var page = "/checkout/desk/books/movements/" + movement;
        assertThat(desk.get("/checkout/desk/books").block().body()).contains(name, "Movements to explain");

        var unfinished =
                desk.post(page, Map.of("account", "SOMETHING", "reason", "")).block();
        assertThat(unfinished.status()).isEqualTo(422);
        assertThat(unfinished.body()).contains("Choose what it moved against", "Say what it was");
        var answers = Flux.range(0, 4)
                .flatMap(_ -> desk.post(page, Map.of("account", "LOSS", "reason", "Stripe’s goodwill, taken back")))
                .map(answer -> answer.location().replaceFirst(".*done=", ""))
                .collectList()
                .block();

        assertThat(answers).containsExactlyInAnyOrder("explained", "changed", "changed", "changed");
        assertThat(shop.one(
                        "select string_agg(account || ' ' || amount, ', ' order by account) from posting where cause = 'balance:%s'"
                                .formatted(movement),
                        String.class))
                .isEqualTo("LOSS 765, STRIPE -765");
        assertThat(compare()).noneMatch(difference -> difference.reference().equals(movement));
        assertThat(desk.get("/checkout/desk/books").block().body())
                .contains("Explained lately", "goodwill, taken back", "a loss, or a gain");
        assertThat(shop.signedIn(Payees.finance(UUID.randomUUID()))
                        .post(page, Map.of("account", "LOSS", "reason", "mine"))
                        .block()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void theOperatorSaysWhatAPaymentWasThatNoOrderKnowsOf() {
        var page = OtherPage.paid(shop, null, 4_400);
        Surroundings.STRIPE.bank().refundByHand(page.reference(), 1_100);
        assertThat(compare())
                .filteredOn(difference -> difference.reference().equals(page.reference()))
                .extracting(Difference::kind, Difference::theirs)
                .containsExactly(tuple(Kind.MISSING_HERE, "44.00 EUR"));
        var desk = shop.signedIn(Payees.operator());
        assertThat(desk.get("/checkout/desk/books").block().body()).contains(page.reference(), "Movements to explain");

        for (var type : List.of("charge", "refund")) {
            var movement = shop.one(
                    "select id from balance_movement where type = '%s' and payment = '%s'"
                            .formatted(type, page.reference()),
                    String.class);
            desk.post(
                            "/checkout/desk/books/movements/" + movement,
                            Map.of("account", "LOSS", "reason", "Rent of our hall, paid by a link"))
                    .block();
        }

        assertThat(shop.one("""
                        select string_agg(account || ' ' || amount, ', ' order by account) from (
                          select p.account, sum(p.amount) as amount from posting p join balance_movement m on p.cause = 'balance:' || m.id
                          where m.payment = '%s' group by p.account) booked
                        """.formatted(page.reference()), String.class))
                .isEqualTo("FEE 91, LOSS -3300, STRIPE 3209");
        var refund = shop.one(
                "select source from balance_movement where type = 'refund' and payment = '%s'"
                        .formatted(page.reference()),
                String.class);
        assertThat(compare())
                .noneMatch(difference -> Set.of(page.reference(), refund).contains(difference.reference()));
        assertThat(desk.get("/checkout/desk/books").block().body()).contains("Rent of our hall");
    }

    @Test
    void findsAPaymentThatNobodyHasToldUsOf() {
        Surroundings.STRIPE.webhooks().faults(Faults.LOST);
        var listing = Listing.of("Untold", Provider.named("Nordkyst")).intake(1_234L, "EUR", 3);
        shop.onSale(listing);
        var buyer = shop.guest("untold@example.org");
        buyer.add(listing.id(), listing.firstIntake()).block();
        var order = buyer.checkOut().block();
        buyer.pay(buyer.paymentPage(order).block(), "4242 4242 4242 4242").block();

        assertThat(differences(Set.of(order)))
                .extracting(Difference::kind, Difference::theirs)
                .containsExactly(tuple(Kind.MISSING_HERE, "12.34 EUR"));
        buyer.comeBack(order).block();
        assertThat(differences(Set.of(order))).isEmpty();
    }

    @Test
    void saysInWhatTheSidesDiffer() {
        var now = Instant.now();
        var span = Duration.ofMinutes(1);
        var ours = List.of(
                entry("same", 100, "", now),
                entry("amount", 100, "", now),
                entry("state", 100, "OPEN", now),
                entry("ours", 100, "", now),
                entry("too-old", 100, "", now.minus(span)));
        var theirs = List.of(
                entry("same", 100, "", now.plusMillis(5)),
                entry("amount", 101, "", now),
                entry("state", 100, "LOST", now),
                entry("theirs", 100, "", now));

        assertThat(Difference.between(ours, theirs, now, now.plus(span)))
                .extracting(Difference::reference, Difference::kind)
                .containsExactlyInAnyOrder(
                        tuple("amount", Kind.AMOUNT),
                        tuple("state", Kind.STATE),
                        tuple("theirs", Kind.MISSING_HERE),
                        tuple("ours", Kind.MISSING_THERE));
    }

    @Test
    void isForTheOperatorAlone() {
        var finance = shop.signedIn(new Person(
                UUID.randomUUID(), Person.Kind.STAFF, "f@example.org", "F", Set.of(UUID.randomUUID() + ":finance")));

        assertThat(finance.get("/checkout/desk/books").block().status()).isEqualTo(403);
        assertThat(finance.post("/checkout/desk/books", Map.of()).block().status())
                .isEqualTo(403);
    }

    private static Entry entry(String reference, long amount, String state, Instant at) {
        return new Entry(Movement.PAYMENT, reference, null, Money.of(amount, "EUR"), state, at);
    }

    private List<Difference> differences(Set<UUID> orders) {
        return compare().stream()
                .filter(difference -> difference.order() != null && orders.contains(difference.order()))
                .toList();
    }

    private List<Difference> compare() {
        return reconcile
                .compare(Instant.now().minus(Duration.ofHours(1)), Instant.now().plusSeconds(60))
                .block()
                .differences();
    }

    /** Fees of payments that have not come. */
    private Set<String> waiting() {
        return Set.of(shop.one("select coalesce(string_agg(id, ','), '') from fee_waiting", String.class)
                .split(",", -1));
    }

    private UUID debited(String email, String iban) {
        var listing =
                Listing.of("Course for " + email, Provider.named("Nordkyst")).intake(7_700L, "EUR", 3);
        shop.onSale(listing);
        var buyer = shop.guest(email);
        buyer.add(listing.id(), listing.firstIntake()).block();
        var order = buyer.checkOut().block();
        buyer.paymentPage(order)
                .flatMap(page -> buyer.allowDebit(page, iban))
                .then(buyer.comeBack(order))
                .block();
        return order;
    }

    private UUID bought(String email, String currency) {
        var listing =
                Listing.of("Course for " + email, Provider.named("Nordkyst")).intake(7_700L, currency, 3);
        shop.onSale(listing);
        return shop.guest(email).buy(listing.id(), listing.firstIntake()).block();
    }

    private void refund(UUID order) {
        var line = shop.one("select id from order_line where order_id = '%s'".formatted(order), UUID.class);
        refunds.request(new RefundRequest(
                        order, Set.of(line), Extent.WHOLE, Requester.OPERATOR, "o@example.org", Reason.GOODWILL, ""))
                .block();
        shop.await("select status from refund where order_id = '%s'".formatted(order), "SUCCEEDED");
    }

    private String reference(UUID order) {
        return shop.one("select reference from payment_intent where order_id = '%s'".formatted(order), String.class);
    }

    private String stripeRefund(UUID order) {
        return shop.one("select stripe_id from refund where order_id = '%s'".formatted(order), String.class);
    }
}
