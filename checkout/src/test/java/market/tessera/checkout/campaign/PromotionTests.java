package market.tessera.checkout.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Payees;
import market.tessera.checkout.Shop;
import market.tessera.checkout.promotion.Reduction;
import market.tessera.checkout.refund.Refund.Reason;
import market.tessera.checkout.refund.Refund.Requester;
import market.tessera.checkout.refund.RefundRequest;
import market.tessera.checkout.refund.RefundRequest.Extent;
import market.tessera.checkout.refund.RequestRefund;
import market.tessera.platform.identity.Person;
import market.tessera.platform.money.Money;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.buyer.GuestBuyer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

@CheckoutTest
class PromotionTests {
    private static final String PROMOTIONS = "/checkout/desk/promotions";

    @Autowired
    private Shop shop;

    @Autowired
    private RequestRefund refunds;

    @Autowired
    private DatabaseClient database;

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

    @Test
    void aCodeThatCannotBeUsedSaysWhyAndTakesNothingOff() {
        var listing = selling("Strict College", 10_000);
        var elsewhere = selling("Elsewhere College", 10_000);
        var over = code();
        make(Payees.operator(), over, null, "10", "%", Map.of("ends", "2020-01-31"));
        var early = code();
        make(Payees.operator(), early, null, "10", "%", Map.of("starts", "2099-01-01"));
        var others = code();
        make(Payees.finance(elsewhere.provider().id()), others, elsewhere.provider(), "10", "%", Map.of());
        var yen = code();
        make(Payees.operator(), yen, null, "500", "JPY", Map.of());
        var browser = shop.browser();
        shop.guest(browser, "strict@example.org")
                .add(listing.id(), listing.firstIntake())
                .block();

        var said = new HashMap<String, String>();
        for (var code : Set.of(over, early, others, yen)) {
            use(browser, code);
            said.put(code, browser.get("/basket").block().body());
            use(browser, "");
        }

        assertThat(said.get(over)).contains("cannot be used any more").doesNotContain("Without the code");
        assertThat(said.get(early)).contains("cannot be used yet");
        assertThat(said.get(others)).contains("is not for these places");
        assertThat(said.get(yen)).contains("is not for these places");
        assertThat(use(browser, "NO-SUCH-CODE")).endsWith("code=unknown");
        assertThat(browser.get("/basket?code=unknown").block().body()).contains("There is no such code");
    }

    @Test
    void codesAreNotToBeGuessed() {
        var listing = selling("Patient College", 10_000);
        var code = code();
        make(Payees.operator(), code, null, "10", "%", Map.of());
        var browser = shop.browser();
        shop.guest(browser, "patient@example.org")
                .add(listing.id(), listing.firstIntake())
                .block();
        try {
            var said = new HashSet<String>();
            for (var tries = 0; tries < 200 && !said.contains("/basket?code=too-many"); tries++) {
                said.add(use(browser, "GUESS-" + tries));
            }

            assertThat(said).containsExactlyInAnyOrder("/basket?code=unknown", "/basket?code=too-many");
            assertThat(use(browser, code)).isEqualTo("/basket?code=too-many");
            assertThat(browser.get("/basket?code=too-many").block().body())
                    .contains("Too many codes were tried")
                    .doesNotContain("Without the code");
        } finally {
            database.sql("delete from throttle").then().block();
        }
    }

    @Test
    void codesAreMadeAndEndedByThoseWhoBearThemOnly() {
        var listing = selling("Guarded College", 10_000);
        var own = Payees.finance(listing.provider().id());
        var code = code();
        make(own, code, listing.provider(), "10", "%", Map.of("total", "5", "person", "1"));
        var id = shop.one("select id from promotion where code = '%s'".formatted(code), UUID.class);
        var stranger = Payees.finance(UUID.randomUUID());

        assertThat(make(stranger, code(), listing.provider(), "10", "%", Map.of()))
                .isEqualTo("403");
        assertThat(make(stranger, code(), null, "10", "%", Map.of())).isEqualTo("403");
        assertThat(make(Payees.operator(), code(), listing.provider(), "10", "%", Map.of()))
                .isEqualTo("403");
        assertThat(post(stranger, PROMOTIONS + "/" + id + "/end", Map.of())).isEqualTo("404");
        assertThat(page(stranger)).doesNotContain(code);
        assertThat(page(Payees.operator())).doesNotContain(code);
        assertThat(page(own)).contains(code, "10 %", "Used: 0 of 5, once a person");

        assertThat(make(own, code, listing.provider(), "10.5", "%", Map.of()))
                .as("what was typed is kept")
                .contains("there is a code of that name", "value=\"10.5\"");
        assertThat(make(own, "a", listing.provider(), "10", "%", Map.of())).contains("letters, digits and hyphens");
        assertThat(make(own, code(), listing.provider(), "101", "%", Map.of())).contains("say how much it takes off");
        assertThat(make(own, code(), listing.provider(), "42949673", "%", Map.of()))
                .contains("say how much it takes off");
        assertThat(make(own, code(), listing.provider(), "1", "%", Map.of("ends", "+300000-01-01")))
                .contains("the last day cannot be before the first");
        assertThat(make(own, code(), listing.provider(), "1.5", "JPY", Map.of()))
                .contains("say how much it takes off");
        assertThat(make(own, code(), listing.provider(), "1", "XXQ", Map.of())).contains("say how much it takes off");
        assertThat(make(own, code(), listing.provider(), "1", "%", Map.of("total", "0")))
                .contains("limits are whole numbers");
        assertThat(make(
                        own,
                        code(),
                        listing.provider(),
                        "1",
                        "%",
                        Map.of("starts", "2027-02-02", "ends", "2027-02-01")))
                .contains("the last day cannot be before the first");
        assertThat(post(own, PROMOTIONS + "/" + id + "/end", Map.of())).isEqualTo(PROMOTIONS);
        assertThat(page(own)).contains("over");
    }

    @Test
    void aSumIsSpreadToTheLastMinorUnitAndNeverMoreThanAPrice() {
        var random = new Random(3);
        for (var round = 0; round < 2_000; round++) {
            var prices = new ArrayList<Money>();
            for (var line = 0; line <= random.nextInt(6); line++) {
                prices.add(Money.of(random.nextInt(3) == 0 ? random.nextLong(3) : random.nextLong(1_000_000), "EUR"));
            }
            var off = 1 + random.nextLong(1_500_000);
            var total = prices.stream().mapToLong(Money::amount).sum();

            var parts = new Reduction.Sum(Money.of(off, "EUR")).of(prices);

            assertThat(parts.stream().mapToLong(Money::amount).sum()).isEqualTo(Math.min(off, total));
            for (var line = 0; line < prices.size(); line++) {
                assertThat(parts.get(line).amount())
                        .isBetween(0L, prices.get(line).amount());
            }
        }
    }

    private Listing selling(String name, long price) {
        var listing = Listing.of(name, new Provider(UUID.randomUUID(), name)).intake(price, "EUR", null);
        shop.onSale(listing);
        return listing;
    }

    private static String code() {
        return "CODE-" + UUID.randomUUID().toString().substring(0, 12).toUpperCase(Locale.ROOT);
    }

    /** Where it leads; the page where the form is wrong; the status where that is a refusal. */
    private String make(
            Person person,
            String code,
            @Nullable Provider provider,
            String value,
            String unit,
            Map<String, String> more) {
        var form = new HashMap<>(more);
        form.put("code", code);
        form.put("provider", provider == null ? "" : provider.id().toString());
        form.put("value", value);
        form.put("unit", unit);
        return post(person, PROMOTIONS, form);
    }

    private String post(Person person, String path, Map<String, String> form) {
        var browser = shop.signedIn(person);
        browser.get(PROMOTIONS).block();
        var answer = browser.post(path, form).block();
        return switch (answer.status()) {
            case 303 -> answer.location();
            case 422 -> answer.body();
            default -> Integer.toString(answer.status());
        };
    }

    private String page(Person person) {
        return shop.signedIn(person).get(PROMOTIONS).block().body();
    }

    private static String use(Browser browser, String code) {
        browser.get("/basket").block();
        return browser.post("/basket/promotion", Map.of("code", code)).block().location();
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
