package market.tessera.checkout.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.refund.Refund.Reason;
import market.tessera.checkout.refund.Refund.Requester;
import market.tessera.checkout.refund.RefundRequest;
import market.tessera.checkout.refund.RefundRequest.Extent;
import market.tessera.checkout.refund.RequestRefund;
import market.tessera.platform.money.Money;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** Colleges that sell in euros and have an account to be paid on. */
@CheckoutTest
abstract class SellingColleges {
    @Autowired
    Shop shop;

    @Autowired
    Payees payees;

    @Autowired
    SendShares send;

    @Autowired
    private RequestRefund refunds;

    @Autowired
    DatabaseClient database;

    @AfterEach
    void allIsWell() {
        Surroundings.STRIPE.outages().end();
        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
    }

    record Sold(UUID order, UUID line) {}

    /** Sells in euros. */
    final class College {
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
            return balance("eur");
        }

        long balance(String currency) {
            return Surroundings.STRIPE.connect().balance(account(), currency);
        }

        /** Its place is confirmed. */
        Sold sells(long price) {
            return sells(price, "EUR");
        }

        Sold sells(long price, String currency) {
            var listing = Listing.of("Something", provider).intake(price, currency, null);
            shop.onSale(listing);
            var order = shop.guest("transfer-%s@example.org".formatted(UUID.randomUUID()))
                    .buy(listing.id(), listing.firstIntake())
                    .block();
            shop.await("select status from orders where id = '%s'".formatted(order), "FULFILLED");
            return new Sold(
                    order, shop.one("select id from order_line where order_id = '%s'".formatted(order), UUID.class));
        }
    }

    College paidCollege(String name, String commission, int holdbackDays) {
        var college = new College(new Provider(UUID.randomUUID(), name));
        shop.onSale(Listing.of("First", college.provider()).intake(1_000L, "EUR", null));
        payees.canBePaid(college.provider());
        payees.agreeOn(college.provider(), commission, holdbackDays);
        return college;
    }

    /** Before all that other tests have left. */
    void due(Sold sold) {
        run("update transfer set check_at = now() - interval '1 day' where status in ('WAITING', 'SENDING') and "
                + of(sold));
        send.due().block();
    }

    void refund(Sold sold) {
        refund(sold, Extent.WHOLE);
    }

    /** A part of what was paid, without the place. */
    void refund(Sold sold, long amount) {
        refund(sold, Money.of(amount, "EUR"));
    }

    void refund(Sold sold, Money amount) {
        refund(sold, new Extent(amount, true));
    }

    private void refund(Sold sold, Extent extent) {
        refunds.request(new RefundRequest(
                        sold.order(),
                        Set.of(sold.line()),
                        extent,
                        Requester.OPERATOR,
                        "operator@example.org",
                        Reason.GOODWILL,
                        ""))
                .block();
        shop.await(
                "select count(*) from refund where order_id = '%s' and status <> 'SUCCEEDED'".formatted(sold.order()),
                0L);
    }

    void assertNothingLeft(Sold sold) {
        for (var account : Set.of("STRIPE", "PROVIDER", "OWED", "COMMISSION", "BUYER", "DISPUTED")) {
            assertThat(booked(sold, account)).as(account).isZero();
        }
    }

    String accountPage(College college) {
        return shop.signedIn(Payees.finance(college.provider().id()))
                .get("/checkout/desk/account")
                .block()
                .body();
    }

    String reference(Sold sold) {
        return shop.one(
                "select reference from payment_intent where order_id = '%s'".formatted(sold.order()), String.class);
    }

    String state(Sold sold) {
        return shop.one("select status from transfer where " + of(sold), String.class);
    }

    long owed(College college) {
        return shop.count("select coalesce(sum(amount), 0) from posting where account = 'OWED' and provider = '%s'"
                .formatted(college.provider().id()));
    }

    long booked(Sold sold, String account) {
        return shop.count(
                "select coalesce(sum(amount), 0) from posting where order_id = '%s' and account = '%s' and kind <> 'FEE'"
                        .formatted(sold.order(), account));
    }

    static String of(Sold sold) {
        return "line = '%s'".formatted(sold.line());
    }

    void run(String sql) {
        database.sql(sql).then().block();
    }
}
