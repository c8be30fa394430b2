package market.tessera.checkout.learner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Bought;
import market.tessera.checkout.Shop;
import market.tessera.checkout.completion.RecordScore;
import market.tessera.checkout.completion.Score;
import market.tessera.checkout.completion.Score.Activity;
import market.tessera.checkout.completion.Score.Grading;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.sandbox.buyer.Browser;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;

@CheckoutTest
class LearnerTests {
    @Autowired
    private Shop shop;

    @Autowired
    private Purchases purchases;

    @Autowired
    private SessionTokens tokens;

    @Autowired
    private Enrollments enrollments;

    @Autowired
    private RecordScore scores;

    @Test
    void aSessionThatEndsAtTheStorefrontEndsHereWithinAMoment() {
        var mia = Purchases.learner("Mia Berg");
        var session = UUID.randomUUID();
        var ended = signedIn(mia, session);
        var kept = signedIn(mia, UUID.randomUUID());
        assertThat(ended.get("/orders").block().status()).isEqualTo(200);

        shop.catalog().append("learner", "session.ended", session, 1, "{\"id\": \"%s\"}".formatted(session));

        await().atMost(Shop.PATIENCE)
                .until(() -> ended.get("/orders").block().location().startsWith("/account/sign-in"));
        assertThat(kept.get("/orders").block().status()).isEqualTo(200);
    }

    @Test
    void aDeletedAccountIsForgottenAndItsBadgeStaysVerifiable() {
        var mia = Purchases.learner("Mia Forgotten");
        var course = purchases.course("Remembered course");
        var bought = purchases.buys(mia, course);
        purchases.run("update orders set learner = $1 where id = $2", mia.id(), bought.order());
        purchases.awaitState(bought, "CONFIRMED");
        score(bought);
        var badge = purchases.awaitBadge(bought);
        purchases.run("""
                insert into refund_wish (id, order_id, line, words, wished_at, state)
                select gen_random_uuid(), order_id, id, 'I, Mia Forgotten, have moved', now(), 'OPEN' from order_line where order_id = $1
                """, bought.order());
        purchases.run("""
                insert into rebooking (id, order_id, line, from_intake, to_intake, requester, requested_by, rebooked_at)
                select gen_random_uuid(), order_id, id, intake, intake, 'BUYER', 'mia.forgotten@example.com', now()
                from order_line where order_id = $1
                """, bought.order());
        purchases.run(
                "update score set comment = 'Well done, Mia Forgotten' where enrollment = $1", bought.enrollment());
        purchases.run("""
                insert into xapi_statement (provider, id, enrollment, verb, said_at, stored_at, body) values ($1, gen_random_uuid(), $2,
                  'http://adlnet.gov/expapi/verbs/progressed', now(), now(), '{"actor": {"mbox": "mailto:mia.forgotten@example.com"}}')
                """, course.provider(), bought.enrollment());
        var later = purchases.buys(mia, purchases.course("Course that goes on"));
        purchases.run("update orders set learner = $1 where id = $2", mia.id(), later.order());
        purchases.awaitState(later, "CONFIRMED");
        var browser = LearnerBrowser.of(mia, tokens);
        assertThat(browser.get("/learning").body()).contains("Remembered course");
        assertThat(browser.get("/badges/" + badge).body()).contains("Mia Forgotten");

        shop.catalog().append("learner", "account.deleted", mia.id(), 2, "{\"id\": \"%s\"}".formatted(mia.id()));

        shop.await("select name from orders where id = '%s'".formatted(bought.order()), "Former learner");
        assertThat(browser.get("/learning").body()).doesNotContain("Remembered course");
        assertThat(LearnerBrowser.anonymous().get("/badges/" + badge).body())
                .contains("This badge is genuine")
                .doesNotContain("Mia Forgotten");
        assertThat(shop.count("""
                        select count(*) from enrollment where id = '%s' and name = 'Former learner' and state = 'COMPLETED'
                        """.formatted(bought.enrollment()))).isEqualTo(1);
        for (var table : new String[] {
            "orders",
            "enrollment",
            "badge",
            "refund",
            "refund_wish",
            "rebooking",
            "promotion_use",
            "order_key",
            "xapi_statement",
            "score",
            "event_log"
        }) {
            assertThat(shop.count("select count(*) from %s t where t::text ilike '%%forgotten%%'".formatted(table)))
                    .as(table)
                    .isZero();
        }
        assertThat(shop.count("""
                        select count(*) from event_log where subject = '%s' and version = (
                          select max(version) from event_log where subject = '%s')
                          and data -> 'learner' ->> 'name' = 'Former learner' and data ->> 'state' = 'completed'
                        """.formatted(bought.enrollment(), bought.enrollment())))
                .as("the provider is told")
                .isEqualTo(1);
        score(later);
        shop.await(
                "select badge_due_at is null from completion where enrollment = '%s'".formatted(later.enrollment()),
                true);
        assertThat(shop.count("select count(*) from badge where enrollment = '%s'".formatted(later.enrollment())))
                .as("badges for nobody")
                .isZero();
    }

    @Test
    void badgesGoWithTheAccountOfWhoWantsThatAndCopiesStayVerifiable() {
        var lena = Purchases.learner("Lena Gone");
        var bought = purchases.buys(lena, purchases.course("Course without a trace"));
        purchases.awaitState(bought, "CONFIRMED");
        score(bought);
        var badge = purchases.awaitBadge(bought);
        var copy = LearnerBrowser.anonymous()
                .get("/badges/%s/credential.json".formatted(badge))
                .body();
        var list = JsonMapper.shared()
                .readTree(copy)
                .at("/credentialStatus/statusListCredential")
                .asString();

        shop.catalog()
                .append(
                        "learner",
                        "account.deleted",
                        lena.id(),
                        2,
                        "{\"id\": \"%s\", \"badges\": \"removed\"}".formatted(lena.id()));

        shop.await("select credential || jwt from badge where id = '%s'".formatted(badge), "{}");
        assertThat(LearnerBrowser.anonymous().get("/badges/" + badge).statusCode())
                .isEqualTo(404);
        assertThat(LearnerBrowser.anonymous().get(URI.create(list).getPath()).statusCode())
                .isEqualTo(200);
    }

    private void score(Bought bought) {
        var score = new Score(
                Instant.now(),
                Activity.COMPLETED,
                Grading.FULLY_GRADED,
                BigDecimal.valueOf(88),
                BigDecimal.valueOf(100),
                null);
        enrollments
                .find(bought.enrollment())
                .flatMap(enrollment -> scores.record(enrollment, score, BigDecimal.ZERO, "ags"))
                .block();
    }

    private Browser signedIn(Person person, UUID session) {
        var browser = shop.browser();
        var cookie = tokens.signIn(person, session);
        browser.cookie(cookie.getName(), cookie.getValue());
        return browser;
    }
}
