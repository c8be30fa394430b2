package market.tessera.checkout.refund;

import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.refund.Refund.Reason;
import market.tessera.checkout.refund.Refund.Requester;
import market.tessera.checkout.refund.RefundRequest.Extent;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.stripe.Webhooks.Faults;
import org.junit.jupiter.api.AfterEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@CheckoutTest
abstract class GivenBack {
    @Autowired
    Shop shop;

    @Autowired
    RequestRefund request;

    @Autowired
    DatabaseClient database;

    @AfterEach
    void allIsWell() {
        Surroundings.STRIPE.outages().end();
        Surroundings.STRIPE.webhooks().faults(Faults.NONE);
    }

    record Bought(Shop shop, Browser browser, UUID order, Listing first, Listing second) {
        String page() {
            return "/orders/%s/refund".formatted(order);
        }

        UUID lineOf(Listing listing) {
            return shop.one(
                    "select id from order_line where order_id = '%s' and offer = '%s'".formatted(order, listing.id()),
                    UUID.class);
        }

        Set<UUID> lines() {
            return Set.of(lineOf(first), lineOf(second));
        }

        void awaitRefunds(String status, long count) {
            shop.await(
                    "select count(*) from refund where order_id = '%s' and status = '%s'".formatted(order, status),
                    count);
        }
    }

    Bought bought(String email, long one, long two) {
        var first = Listing.of("Offshore wind", Provider.named("Nordkyst")).intake(one, "EUR", 5);
        var second = Listing.of("Infection control", Provider.named("Allertal")).intake(two, "EUR", 5);
        shop.onSale(first);
        shop.onSale(second);
        var browser = shop.browser();
        var buyer = shop.guest(browser, email);
        buyer.add(first.id(), first.firstIntake()).block();
        var order = buyer.buy(second.id(), second.firstIntake()).block();
        shop.await("select count(*) from enrollment where order_id = '%s'".formatted(order), 2L);
        return new Bought(shop, browser, order, first, second);
    }

    Refunding ask(Bought bought, Requester requester, Set<UUID> lines) {
        return request.request(wish(bought, requester, lines)).block();
    }

    static RefundRequest wish(Bought bought, Requester requester, Set<UUID> lines) {
        return new RefundRequest(
                bought.order(), lines, Extent.WHOLE, requester, "asker@example.org", Reason.GOODWILL, "");
    }

    String enrollment(UUID line) {
        return shop.one("select state from enrollment where line = '%s'".formatted(line), String.class);
    }

    long balance(UUID order, String account) {
        return shop.count("select coalesce(sum(amount), 0) from posting where order_id = '%s' and account = '%s'"
                .formatted(order, account));
    }

    void run(String sql) {
        database.sql(sql).then().block();
    }
}
