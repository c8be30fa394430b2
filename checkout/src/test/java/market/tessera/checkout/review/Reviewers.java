package market.tessera.checkout.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Graduates;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Bought;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Shop;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A learner who has completed a course and has something to say of it. */
@CheckoutTest
abstract class Reviewers {
    static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    Purchases purchases;

    @Autowired
    Graduates graduates;

    @Autowired
    Reviews reviews;

    @Autowired
    SessionTokens tokens;

    final Person amara = Purchases.learner("Amara Okafor");
    final LearnerBrowser anyone = LearnerBrowser.anonymous();
    Course course;
    Bought bought;
    LearnerBrowser learner;

    @BeforeEach
    void aLearnerWhoHasCompletedACourse() {
        course = purchases.course("Infection control in home care");
        bought = purchases.buys(amara, course);
        graduates.completes(bought, 88);
        purchases.awaitState(bought, "COMPLETED");
        learner = LearnerBrowser.of(amara, tokens);
    }

    HttpResponse<String> write(String stars, String text) {
        return post(learner, page(), Map.of("stars", stars, "text", text));
    }

    String page() {
        return page(bought);
    }

    static String page(Bought of) {
        return "/learning/" + of.enrollment() + "/review";
    }

    UUID id() {
        return purchases.one("select id from review where enrollment = $1", UUID.class, bought.enrollment());
    }

    /** From a page that has a form for whoever it is. */
    HttpResponse<String> post(LearnerBrowser browser, String path, Map<String, String> fields) {
        var from = path.startsWith("/checkout/feedback")
                ? "/checkout/feedback"
                : path.startsWith("/reviews") ? "/reviews/" + course.offering() : "/basket";
        var form = new HashMap<>(fields);
        form.put("_csrf", LearnerBrowser.field(browser.get(from), "_csrf"));
        return browser.post(path, form);
    }

    void awaitReputation(String pointer, String value) {
        await().atMost(Shop.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(
                        () -> assertThat(reputation().at(pointer).asString("")).isEqualTo(value));
    }

    JsonNode reputation() {
        return event("reputation.updated", course.offering());
    }

    JsonNode event(String type, UUID subject) {
        return JSON.readTree(purchases.one(
                "select coalesce((select data::text from event_log where type = $1 and subject = $2 order by version desc limit 1), '{}')",
                String.class,
                type,
                subject.toString()));
    }
}
