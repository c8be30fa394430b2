package market.tessera.checkout.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.stripe.Outages.Outage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;

/** What Stripe keeps for its work is booked, once, and borne by the market. */
@CheckoutTest
class FeeTests {
    private static final Instant LATELY = Instant.now().minus(Duration.ofDays(1));

    @Autowired
    private Shop shop;

    @Autowired
    private Purchases database;

    @Autowired
    private FollowBalance follow;

    @Autowired
    private BookMovements books;

    @AfterEach
    void allIsWell() {
        Surroundings.STRIPE.outages().end();
    }

    @Test
    void aFeeIsBookedOnceHoweverOftenItIsRead() {
        var order = bought("fee@example.org", "EUR");
        var yen = bought("fee-yen@example.org", "JPY");
        var kronur = bought("fee-kronur@example.org", "ISK");

        Flux.range(0, 6).flatMap(_ -> follow.since(LATELY), 6).blockLast();
        follow.lately().block();

        assertThat(booked(order, "FEE")).as("1.5 % and 25 cents").isEqualTo(610);
        assertThat(booked(order, "STRIPE")).isEqualTo(39_000 - 610);
        assertThat(booked(order, "PROVIDER") + booked(order, "COMMISSION"))
                .as("the provider's share and the commission stay what they were")
                .isEqualTo(-39_000);
        assertThat(booked(yen, "FEE")).isEqualTo(610);
        assertThat(booked(kronur, "FEE"))
                .as("585.25 krónur, as near as they can be booked")
                .isEqualTo(585);
        assertThat(shop.count("select count(*) from posting where order_id = '%s' and kind = 'FEE'".formatted(order)))
                .isEqualTo(2);
        assertThat(shop.one(
                        "select currency from posting where order_id = '%s' and account = 'FEE'".formatted(yen),
                        String.class))
                .isEqualTo("JPY");
    }

    @Test
    void aDisputeHasAFeeOfItsOwn() {
        var order = bought("fee-dispute@example.org", "EUR");
        var reference =
                shop.one("select reference from payment_intent where order_id = '%s'".formatted(order), String.class);
        Surroundings.STRIPE.bank().dispute(reference);

        follow.since(LATELY).block();

        assertThat(booked(order, "FEE")).isEqualTo(610 + 2_000);
    }

    @Test
    void anOutageDelaysAFeeAndLosesNone() {
        var order = bought("fee-outage@example.org", "EUR");
        Surroundings.STRIPE.outages().fail(Outage.UNAVAILABLE_FOR_LONG, 20);
        follow.lately().block();
        assertThat(booked(order, "FEE")).isZero();

        Surroundings.STRIPE.outages().end();
        follow.lately().block();

        assertThat(booked(order, "FEE")).isEqualTo(610);
    }

    @Test
    void theBalanceIsReadOnFromWhereItWasSettledAndAlsoWhereStripeKnowsNoSuchPlace() {
        var before = bought("fee-cursor@example.org", "EUR");
        follow.lately().block();
        var movement = shop.one(
                "select substr(cause, 5) from posting where order_id = '%s' and kind = 'FEE' limit 1".formatted(before),
                String.class);
        var second = Instant.now().getEpochSecond();
        await().atMost(Shop.PATIENCE).until(() -> Instant.now().getEpochSecond() > second);
        database.run("update fee_reading set newest = $1", movement);
        var after = bought("fee-after-cursor@example.org", "EUR");

        follow.lately().block();

        assertThat(booked(after, "FEE")).isEqualTo(610);
        database.run("update fee_reading set newest = 'txn_of_another_account'");
        var unknown = bought("fee-unknown-cursor@example.org", "EUR");
        follow.lately().then(follow.lately()).block();
        assertThat(booked(unknown, "FEE")).isEqualTo(610);
        assertThat(booked(before, "FEE")).isEqualTo(610);
        assertThat(shop.count("select count(*) from fee_reading where newest = 'txn_of_another_account'"))
                .isZero();
    }

    /** Stripe writes it down when it asks the buyer's bank, days before the money comes, or does not. */
    @Test
    void theFeeOfADebitIsBookedOnceItHasComeOrFailedAndNobodyIsAskedWhatItIsBefore() {
        var arriving = debited("fee-debit@example.org", GuestBuyer.IBAN_THAT_PAYS);
        var failing = debited("fee-bounced-debit@example.org", GuestBuyer.IBAN_THAT_FAILS);
        follow.since(LATELY).block();
        assertThat(booked(arriving, "FEE")).isZero();
        assertThat(asked(arriving)).isZero();

        Surroundings.STRIPE.bank().settleDebits();
        shop.await("select status in ('PAID', 'FULFILLED') from orders where id = '%s'".formatted(arriving), true);
        shop.await("select status from orders where id = '%s'".formatted(failing), "EXPIRED");
        books.bookLate().block();
        follow.since(LATELY).block();

        assertThat(booked(arriving, "FEE")).isEqualTo(610);
        assertThat(asked(arriving) + asked(failing)).isZero();
        assertThat(booked(failing, "FEE"))
                .as("the fee is given back, and 3.50 are kept because the debit has failed")
                .isEqualTo(350);
        assertThat(booked(failing, "STRIPE")).isEqualTo(-350);
        follow.since(LATELY).then(follow.lately()).block();
        assertThat(booked(failing, "FEE")).as("once").isEqualTo(350);
    }

    /** Whether a person is asked what was moved for an order; its number is what Stripe says of it. */
    private long asked(UUID order) {
        return shop.count(
                "select count(*) from balance_movement m join orders o on o.number = m.description where o.id = '%s'"
                        .formatted(order));
    }

    private UUID debited(String email, String iban) {
        var listing = Listing.of("Fee", Provider.named("Nordkyst")).intake(39_000L, "EUR", 3);
        shop.onSale(listing);
        var buyer = shop.guest(email);
        buyer.add(listing.id(), listing.firstIntake()).block();
        var order = Objects.requireNonNull(buyer.checkOut().block());
        buyer.paymentPage(order)
                .flatMap(page -> buyer.allowDebit(page, iban))
                .then(buyer.comeBack(order))
                .block();
        return order;
    }

    private UUID bought(String email, String currency) {
        var listing = Listing.of("Fee", Provider.named("Nordkyst")).intake(39_000L, currency, 3);
        shop.onSale(listing);
        return shop.guest(email).buy(listing.id(), listing.firstIntake()).block();
    }

    private long booked(UUID order, String account) {
        return shop.count("select coalesce(sum(amount), 0) from posting where order_id = '%s' and account = '%s'"
                .formatted(order, account));
    }
}
