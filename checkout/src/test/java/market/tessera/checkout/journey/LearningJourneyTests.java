package market.tessera.checkout.journey;

import static org.assertj.core.api.Assertions.assertThat;

import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Surroundings;
import market.tessera.platform.identity.SessionTokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CheckoutTest
class LearningJourneyTests {
    @Autowired
    Purchases purchases;

    @Autowired
    SessionTokens tokens;

    @Test
    void leadsFromPaidThroughTheCourseToABadgeThatAnyoneCanVerify() {
        var amara = Purchases.learner("Amara Okafor");
        var bought = purchases.buys(amara, purchases.course("Infection control in home care"));
        var browser = LearnerBrowser.of(amara, tokens);

        purchases.awaitState(bought, "CONFIRMED");
        assertThat(purchases.one("select status from orders where id = $1", String.class, bought.order()))
                .isEqualTo("FULFILLED");
        assertThat(browser.get("/learning").body()).contains("Ready to start", "/lti/launch/" + bought.enrollment());

        var course = Launching.intoCourse(browser, bought);
        assertThat(course.body())
                .contains("Infection control in home care", "Amara Okafor", "Disinfect a home care setting");
        purchases.awaitState(bought, "ACTIVE");

        var done = browser.post(Surroundings.LMS.url() + "/course/complete", java.util.Map.of("score", "88"));
        assertThat(done.statusCode()).isEqualTo(303);
        assertThat(browser.follow(done).body()).contains("Your result of 88 % was sent to Tessera");
        purchases.awaitState(bought, "COMPLETED");

        var badge = purchases.awaitBadge(bought);
        assertThat(browser.get("/learning").body()).contains("Completed with 88 %", "/badges/" + badge);
        var page = LearnerBrowser.anonymous().get("/badges/" + badge);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.body())
                .contains("This badge is genuine", "Awarded to Amara Okafor by Glenmore College", "88 %", "2.5 ECTS");
        assertThat(purchases.count("select count(*) from outbox_mail where key = $1", "badge-" + badge))
                .isEqualTo(1);
    }
}
