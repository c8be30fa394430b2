package market.tessera.checkout.handoff;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Bought;
import market.tessera.checkout.Shop;
import market.tessera.checkout.TestTool;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CheckoutTest
class HandoffTests {
    @Autowired
    Purchases purchases;

    @Autowired
    Shop shop;

    @Autowired
    Enrollments enrollments;

    @Autowired
    ConfirmFetched confirm;

    @Autowired
    SessionTokens tokens;

    @Test
    void keepsTryingWhileTheToolIsAwayAndConfirmsWhenItIsBack() {
        var course = purchases.course("Taught on a shaky server");
        try (var tool = TestTool.registered(purchases, course)) {
            tool.goAway();
            var amara = Purchases.learner("Amara Okafor");
            var bought = purchases.buys(amara, course);

            awaitFailure(bought);
            assertThat(purchases.state(bought)).isEqualTo("REQUESTED");
            assertThat(purchases.one("select status from orders where id = $1", String.class, bought.order()))
                    .as("paid is one fact, enrolled another")
                    .isEqualTo("PAID");
            assertThat(LearnerBrowser.of(amara, tokens).get("/learning").body())
                    .contains("Getting your place ready", "does not take new learners just now");

            tool.comeBack();
            purchases.awaitState(bought, "CONFIRMED");
        }
    }

    @Test
    void saysWhatOneWaitsForWhereNoSystemIsTold() {
        var amara = Purchases.learner("Amara Okafor");
        var byHand = purchases.course("Enrolled by hand");
        var fetched = purchases.course("Fetched by a student system");
        purchases.connects(byHand.provider(), "HAND");
        purchases.connects(fetched.provider(), "ONEROSTER");
        purchases.buys(amara, byHand);
        purchases.buys(amara, fetched);
        var browser = LearnerBrowser.of(amara, tokens);

        await().untilAsserted(() -> assertThat(browser.get("/learning").body())
                .contains("enrols its learners by hand", "fetches its new learners from time to time"));
    }

    @Test
    void bothersNobodyWithWhoHasGone() {
        var lena = Purchases.learner("Lena Gone");
        var byHand = purchases.course("Enrolled by hand");
        purchases.connects(byHand.provider(), "HAND");
        var bought = purchases.buys(lena, byHand);
        await().atMost(Shop.PATIENCE)
                .until(() -> purchases.count(
                                "select count(*) from handoff where enrollment = $1 and waits_since is not null",
                                bought.enrollment())
                        == 1);

        shop.catalog().append("learner", "account.deleted", lena.id(), 2, "{\"id\": \"%s\"}".formatted(lena.id()));

        purchases.awaitState(bought, "CONFIRMED");
        assertThat(purchases.count(
                        "select count(*) from handoff where enrollment = $1 and waits_since is not null",
                        bought.enrollment()))
                .as("on the list of the provider's people")
                .isZero();
        assertThat(purchases.count(
                        "select count(*) from outbox_mail where key like 'enrolled-' || $1 || '%'",
                        bought.enrollment().toString()))
                .isZero();
    }

    @Test
    void tellsLearnersThatTheirPlacesAreReadyAndHowToGetIn() {
        var course = purchases.course("Infection control in home care");
        var guided = purchases.course("Wound care");
        var connection = purchases.connects(guided.provider(), "HAND");
        purchases.run("update connection set guidance = 'Come to room 5.' where id = $1", connection);
        var amara = somebody();
        var guest = somebody();
        var byHand = somebody();

        purchases.buys(amara, course);
        purchases.buysAsGuest(guest, course);
        var enrolled = purchases.buysAsGuest(byHand, guided);

        assertThat(shop.mail(amara.email(), "Your place is ready").text())
                .contains("Infection control in home care", "/learning")
                .doesNotContain("/account/sign-up");
        assertThat(shop.mail(guest.email(), "Your place is ready").text()).contains("/account/sign-up");
        confirm.heardOf(enrollments.find(enrolled.enrollment()).block()).block();
        confirm.heardOf(enrollments.find(enrolled.enrollment()).block()).block();
        assertThat(shop.mail(byHand.email(), "Your place is ready").text())
                .contains("Come to room 5.")
                .doesNotContain("/account/sign-up");
        assertThat(purchases.count(
                        "select count(*) from outbox_mail where key like 'enrolled-' || $1 || '%'",
                        enrolled.enrollment().toString()))
                .isEqualTo(1);
    }

    private static Person somebody() {
        return Person.learner(UUID.randomUUID(), UUID.randomUUID() + "@example.com", "Amara Okafor");
    }

    @Test
    void givesUpInTheEndAndSaysSo() {
        var course = purchases.course("Taught nowhere");
        try (var tool = TestTool.registered(purchases, course)) {
            tool.goAway();
            var amara = Purchases.learner("Amara Okafor");

            var bought = purchases.buys(amara, course);

            purchases.awaitGivenUp(bought);
            assertThat(purchases.count(
                            "select count(*) from handoff where enrollment = $1 and given_up_at is not null and due_at is null",
                            bought.enrollment()))
                    .isEqualTo(1);
            assertThat(LearnerBrowser.of(amara, tokens).get("/learning").body()).contains("Needs our help");
        }
    }

    @Test
    void makesAGuestsCourseTheLearnersWhenItIsClaimed() {
        var amara = Purchases.learner("Amara Okafor");
        var bought = purchases.buysAsGuest(amara, purchases.course("Bought without an account"));
        purchases.awaitState(bought, "CONFIRMED");
        var browser = LearnerBrowser.of(amara, tokens);
        assertThat(browser.get("/learning").body()).doesNotContain("Bought without an account");

        purchases.claims(amara, bought);

        assertThat(browser.get("/learning").body()).contains("Bought without an account");
        assertThat(LearnerBrowser.anonymous().get("/learning").body()).contains("Bought without an account?");
    }

    private void awaitFailure(Bought bought) {
        await().atMost(Shop.PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .until(() -> purchases.count(
                                "select count(*) from handoff where enrollment = $1 and failure is not null",
                                bought.enrollment())
                        == 1);
    }
}
