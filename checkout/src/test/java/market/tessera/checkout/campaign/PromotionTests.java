package market.tessera.checkout.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.Payees;
import market.tessera.checkout.refund.Refund.Reason;
import market.tessera.checkout.refund.Refund.Requester;
import market.tessera.checkout.refund.RefundRequest;
import market.tessera.checkout.refund.RefundRequest.Extent;
import market.tessera.checkout.refund.RequestRefund;
import market.tessera.sandbox.buyer.GuestBuyer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class PromotionTests extends PromotionCodes {
    @Autowired
    private RequestRefund refunds;

    @Test
    void aProvidersCodeIsShownEverywhereAndBorneByIt() {
        var listing = selling("Spring College", 10_000);
        var code = code();
        make(Payees.finance(listing.provider().id()), code, listing.provider(), "20", "%", Map.of());
        var browser = shop.browser();
        var buyer = shop.guest(browser, "spring@example.org");
        buyer.add(listing.id(), listing.firstIntake()).block();
        use(browser, code.toLowerCase(Locale.ROOT));

        assertThat(browser.get("/basket").block().body()).contains("Promotion code " + code, "−€20", "€80");
        assertThat(browser.get("/checkout").block().body()).contains("Promotion code " + code, "−€20", "€80");
        var order = paid(buyer);

        assertThat(browser.get("/orders/" + order).block().body()).contains("Promotion code " + code, "−€20", "€80");
        assertThat(shop.mail("spring@example.org", "receipt").text()).contains(code, "−€20", "€80");
        assertThat(booked(order))
                .containsOnly(
                        Map.entry("STRIPE", 8_000L), Map.entry("PROVIDER", -7_200L), Map.entry("COMMISSION", -800L));
        refund(order);
        assertThat(booked(order).values()).containsOnly(0L);
    }

    @Test
    void aCodeOfTheMarketLeavesProvidersTheirSharesOfTheFullPrice() {
        var first = selling("First College", 10_000);
        var second = selling("Second College", 5_000);
        var code = code();
        make(Payees.operator(), code, null, "30", "EUR", Map.of());
        var browser = shop.browser();
        var buyer = shop.guest(browser, "market@example.org");
        buyer.add(first.id(), first.firstIntake()).block();
        buyer.add(second.id(), second.firstIntake()).block();
        use(browser, code);
        var order = paid(buyer);

        assertThat(booked(order))
                .containsOnly(
                        Map.entry("STRIPE", 12_000L),
                        Map.entry("PROVIDER", -13_500L),
                        Map.entry("COMMISSION", -1_500L),
                        Map.entry("PROMOTION", 3_000L));
        refund(order);
        assertThat(booked(order).values()).containsOnly(0L);
    }

    @Test
    void aCodeThatTakesEverythingOffMakesAnOrderFree() {
        var listing = selling("Free College", 10_000);
        var code = code();
        make(Payees.operator(), code, null, "100", "%", Map.of());
        var browser = shop.browser();
        var buyer = shop.guest(browser, "free@example.org");
        buyer.add(listing.id(), listing.firstIntake()).block();
        use(browser, code);

        var order = buyer.checkOut().block();

        shop.await("select status from orders where id = '%s'".formatted(order), "FULFILLED");
        assertThat(booked(order))
                .containsOnly(
                        Map.entry("PROVIDER", -9_000L),
                        Map.entry("COMMISSION", -1_000L),
                        Map.entry("PROMOTION", 10_000L));
    }

    @Test
    void whatACodeLeavesIsEnoughToBePaidOrIsNotOrdered() {
        var listing = selling("Small Change College", 10_000);
        var code = code();
        make(Payees.operator(), code, null, "99.51", "%", Map.of("total", "1"));
        var browser = shop.browser();
        var buyer = shop.guest(browser, "change@example.org");
        buyer.add(listing.id(), listing.firstIntake()).block();
        use(browser, code);

        var refused = browser.get("/checkout").flatMap(buyer::confirm).block();

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body())
                .contains("Less than €0.50 cannot be paid by card or debit", "value=\"change@example.org\"");
        assertThat(shop.count("select taken from promotion where code = '%s'".formatted(code)))
                .isZero();
        assertThat(shop.seatsTaken(listing.firstIntake())).isZero();
        use(browser, "");
        assertThat(buyer.checkOut().block()).isNotNull();
    }

    private UUID paid(GuestBuyer buyer) {
        var order = buyer.checkOut().block();
        buyer.pay(buyer.paymentPage(order).block(), "4242 4242 4242 4242").block();
        buyer.comeBack(order).block();
        shop.await("select status from orders where id = '%s'".formatted(order), "FULFILLED");
        return order;
    }

    private void refund(UUID order) {
        var lines = database.sql("select id from order_line where order_id = '%s'".formatted(order))
                .mapValue(UUID.class)
                .all()
                .collect(Collectors.toSet())
                .block();
        refunds.request(new RefundRequest(
                        order, lines, Extent.WHOLE, Requester.OPERATOR, "operator@example.org", Reason.GOODWILL, ""))
                .block();
        shop.await("select status from refund where order_id = '%s'".formatted(order), "SUCCEEDED");
    }

    private Map<String, Long> booked(UUID order) {
        return database.sql(
                        "select account, sum(amount)::bigint as amount from posting where order_id = '%s' group by account"
                                .formatted(order))
                .map(row -> Map.entry(row.get("account", String.class), row.get("amount", Long.class)))
                .all()
                .collectMap(Map.Entry::getKey, Map.Entry::getValue)
                .block();
    }
}
