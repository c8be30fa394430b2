package market.tessera.checkout.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Listing;
import market.tessera.checkout.Listing.Provider;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.claim.Correction.Closed;
import market.tessera.checkout.order.Orders;
import market.tessera.platform.identity.Person;
import market.tessera.sandbox.buyer.Browser;
import market.tessera.sandbox.inbox.ReceivedMail;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A guest who has mistyped the e-mail address. */
@CheckoutTest
class CorrectAddressTests {
    @Autowired
    private Shop shop;

    @Autowired
    private Purchases purchases;

    @Autowired
    private Orders orders;

    @Autowired
    private CorrectAddress correct;

    @Autowired
    private ClaimOrder claim;

    private final String mistyped = UUID.randomUUID() + "@exmaple.org";
    private final String right = mistyped.replace("exmaple", "example");
    private Browser browser;
    private UUID order;

    @BeforeEach
    void boughtWithAMistypedAddress() {
        var listing = Listing.of("Course", Provider.named("Nordkyst")).intake(2_000L, "EUR", null);
        shop.onSale(listing);
        browser = shop.browser();
        order = shop.guest(browser, mistyped)
                .buy(listing.id(), listing.firstIntake())
                .block();
    }

    @Test
    void theReceiptGoesToTheRightAddressAndTheOtherOneOpensNothingAnyMore() {
        var stray = shop.mail(mistyped, "receipt");
        assertThat(browser.get("/orders/" + order).block().body()).contains("No mail at " + mistyped + "?");

        var corrected = browser.post(page(), Map.of("email", " " + right.toUpperCase(Locale.ROOT) + " "))
                .block();

        assertThat(corrected.location()).endsWith("/orders/" + order);
        assertThat(opens(shop.mail(right, "receipt"))).isTrue();
        assertThat(opens(stray)).isFalse();
        var stranger = shop.signedIn(Person.learner(UUID.randomUUID(), mistyped, "Stranger"));
        assertThat(stranger.post("/orders/claim", Map.of("token", token(stray)))
                        .block()
                        .status())
                .isEqualTo(410);
        assertThat(learnersAddress()).isEqualTo(right);
        shop.mail(right, "Your place is ready");
        shop.await(
                "select count(*) from handoff h join enrollment e on e.id = h.enrollment where e.order_id = '%s' and h.confirmed_at is not null and h.due_at is null"
                        .formatted(order),
                1L);
    }

    @Test
    void whatIsTypedIsKeptUntilItIsAnAddress() {
        var unfinished = browser.post(page(), Map.of("email", "amara@")).block();
        var nothing = browser.post(page(), Map.of()).block();

        assertThat(unfinished.status()).isEqualTo(422);
        assertThat(unfinished.body()).contains("value=\"amara@\"", "Enter an e-mail address");
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(learnersAddress()).isEqualTo(mistyped);
    }

    @Test
    void theReceiptIsSentAgainToTheSameAddressAndTheFirstOneStillHolds() {
        var first = shop.mail(mistyped, "receipt");

        assertThat(browser.post(page(), Map.of("email", mistyped)).block().status())
                .isEqualTo(303);

        await().until(() -> receipts().size() == 2);
        assertThat(receipts()).contains(first).allMatch(this::opens);
    }

    @Test
    void onlyTheBrowserThatBoughtMayCorrectItNotWhoeverHasAMailedLink() {
        var other = shop.browser();
        other.get(link(shop.mail(mistyped, "receipt"))).block();

        assertThat(other.get("/orders/" + order).block().body()).doesNotContain("No mail at");
        assertThat(other.get(page()).block().status()).isEqualTo(404);
        assertThat(other.post(page(), Map.of("email", right)).block().status()).isEqualTo(404);
        assertThat(shop.browser().post(page(), Map.of("email", right)).block().status())
                .isEqualTo(404);
    }

    @Test
    void itIsCorrectedThreeTimesAtMost() {
        for (var time = 1; time <= 3; time++) {
            assertThat(browser.post(page(), Map.of("email", time + right))
                            .block()
                            .status())
                    .isEqualTo(303);
        }
        assertThat(browser.post(page(), Map.of("email", "4" + right)).block().status())
                .isEqualTo(409);
        assertThat(learnersAddress()).isEqualTo("3" + right);
    }

    @Test
    void itIsNotCorrectedOnceACourseIsCompleted() {
        purchases.run("update enrollment set state = 'COMPLETED' where order_id = $1", order);

        assertThat(browser.post(page(), Map.of("email", right)).block().status())
                .isEqualTo(409);
        assertThat(shop.one("select email from orders where id = '%s'".formatted(order), String.class))
                .isEqualTo(mistyped);
    }

    @Test
    void whoeverHasTakenTheOrderIntoAnAccountMeanwhileKeepsIt() {
        var before = orders.find(order).block();
        claim.claimAll(UUID.randomUUID(), mistyped).block();

        assertThat(correct.correct(before, right).block()).isEqualTo(new Closed());
        assertThat(learnersAddress()).isEqualTo(mistyped);
    }

    private String page() {
        return "/orders/%s/address".formatted(order);
    }

    private String learnersAddress() {
        return shop.one("select email from enrollment where order_id = '%s'".formatted(order), String.class);
    }

    private List<ReceivedMail> receipts() {
        return Surroundings.INBOX.messagesTo(mistyped).stream()
                .filter(mail -> mail.subject().contains("receipt"))
                .toList();
    }

    private boolean opens(ReceivedMail receipt) {
        var reader = shop.browser();
        reader.get(link(receipt)).block();
        return reader.get("/orders/" + order).block().status() == 200;
    }

    private static String link(ReceivedMail receipt) {
        return receipt.text().replaceAll("(?s).*(/orders/[0-9a-f-]{36}\\?key=[A-Za-z0-9_-]+).*", "$1");
    }

    private static String token(ReceivedMail receipt) {
        return receipt.text().replaceAll("(?s).*token=([A-Za-z0-9_-]+).*", "$1");
    }
}
