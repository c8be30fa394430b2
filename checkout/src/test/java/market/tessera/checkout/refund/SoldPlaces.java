package market.tessera.checkout.refund;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Shop;
import market.tessera.checkout.reconciliation.Reconcile;
import market.tessera.checkout.refund.Refund.Reason;
import market.tessera.checkout.refund.Refund.Requester;
import market.tessera.checkout.refund.RefundRequest.Extent;
import market.tessera.platform.money.Money;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.Browser.Answer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

@CheckoutTest
abstract class SoldPlaces {
    @Autowired
    Shop shop;

    @Autowired
    RequestRefund request;

    @Autowired
    Reconcile reconcile;

    final class Sold {
        private final UUID order;
        private final Listing listing;
        private final Browser buyer;
        private final Browser desk;

        Sold(UUID order, Listing listing, Browser buyer, Browser desk) {
            this.order = order;
            this.listing = listing;
            this.buyer = buyer;
            this.desk = desk;
        }

        UUID order() {
            return order;
        }

        Listing listing() {
            return listing;
        }

        Browser buyer() {
            return buyer;
        }

        Browser desk() {
            return desk;
        }

        UUID line() {
            return shop.one("select id from order_line where order_id = '%s'".formatted(order), UUID.class);
        }

        Answer page() {
            return desk.get("/checkout/desk/orders/" + order).block();
        }

        /** What the page shows as given back, by which a form names the state it is for. */
        String seen() {
            return page().body().replaceFirst("(?s).*name=\"seen\" value=\"(\\d+)\".*", "$1");
        }

        Answer refunds(Map<String, String> typed) {
            var form = new HashMap<>(typed);
            form.put("seen", seen());
            return sends(form).block();
        }

        Mono<Answer> sends(Map<String, String> typed) {
            var form = new HashMap<>(typed);
            form.put("line", line().toString());
            return desk.post("/checkout/desk/orders/%s/refund".formatted(order), form);
        }

        Map<String, Long> booked() {
            return Set.of("STRIPE", "PROVIDER", "TAX", "COMMISSION", "BUYER", "DISPUTED").stream()
                    .collect(Collectors.toMap(
                            account -> account,
                            account -> shop.count(
                                    "select coalesce(sum(amount), 0) from posting where order_id = '%s' and account = '%s' and kind <> 'FEE'"
                                            .formatted(order, account))))
                    .entrySet()
                    .stream()
                    .filter(sum -> sum.getValue() != 0)
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    Sold sold(String email, long price, String currency, boolean taxed) {
        var provider = new Provider(UUID.randomUUID(), "Allertal");
        var listing = Listing.of("Infection control", provider).intake(price, currency, 5);
        shop.onSale(listing);
        var finance = shop.signedIn(Payees.finance(provider.id()));
        finance.get("/checkout/desk/sellers").block();
        if (taxed) {
            finance.post(
                            "/checkout/desk/sellers/" + provider.id(),
                            Map.of(
                                    "legalName",
                                    "Allertal gGmbH",
                                    "address",
                                    "Am Markt 1, Celle",
                                    "country",
                                    "DE",
                                    "treatment",
                                    "INCLUDED",
                                    "name",
                                    "VAT",
                                    "rate",
                                    "19"))
                    .block();
        }
        var browser = shop.browser();
        var order = shop.guest(browser, email)
                .buy(listing.id(), listing.firstIntake())
                .block();
        shop.await("select status from orders where id = '%s'".formatted(order), "FULFILLED");
        return new Sold(order, listing, browser, finance);
    }

    static RefundRequest wish(Sold sold, @Nullable Long amount, boolean keeps) {
        return new RefundRequest(
                sold.order(),
                Set.of(sold.line()),
                new Extent(amount == null ? null : Money.of(amount, "EUR"), keeps),
                Requester.OPERATOR,
                "asker@example.org",
                Reason.GOODWILL,
                "");
    }

    static RefundRequest seen(RefundRequest wish, long refunded) {
        return new RefundRequest(
                wish.order(),
                wish.lines(),
                wish.extent(),
                wish.requester(),
                wish.requestedBy(),
                wish.reason(),
                wish.note(),
                Money.of(refunded, "EUR"));
    }

    /** Between our books and Stripe's, as far as this order goes. */
    long differences(Sold sold) {
        return reconcile
                .compare(Instant.now().minus(Duration.ofHours(1)), Instant.now().plusSeconds(60))
                .block()
                .differences()
                .stream()
                .filter(difference -> sold.order().equals(difference.order()))
                .count();
    }
}
