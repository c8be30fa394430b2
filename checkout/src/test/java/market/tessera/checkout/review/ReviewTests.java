package market.tessera.checkout.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CatalogLog;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Graduates;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Bought;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Shop;
import market.tessera.checkout.review.ReviewForm.Said;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Flux;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@CheckoutTest
class ReviewTests {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    Purchases purchases;

    @Autowired
    Graduates graduates;

    @Autowired
    Reviews reviews;

    @Autowired
    SessionTokens tokens;

    private final Person amara = Purchases.learner("Amara Okafor");
    private final LearnerBrowser anyone = LearnerBrowser.anonymous();
    private Course course;
    private Bought bought;
    private LearnerBrowser learner;

    @BeforeEach
    void aLearnerWhoHasCompletedACourse() {
        course = purchases.course("Infection control in home care");
        bought = purchases.buys(amara, course);
        graduates.completes(bought, 88);
        purchases.awaitState(bought, "COMPLETED");
        learner = LearnerBrowser.of(amara, tokens);
    }

    @Test
    void isReadByEverybodyWithoutANameAndCounted() {
        assertThat(learner.get("/learning").body()).contains("Rate this course");
        assertThat(learner.get(page()).body()).contains("How was Infection control in home care?");

        var saved = write("4", "Clear & <b>useful</b>\nThe effort is as stated.");

        assertThat(LearnerBrowser.location(saved)).endsWith("/learning");
        awaitReputation("/rating/count", "1");
        var told = reputation();
        assertThat(told.at("/rating/average").asDouble()).isEqualTo(4);
        assertThat(told.at("/rating/stars/3").asInt()).isEqualTo(1);
        assertThat(told.at("/latest/0/text").asString()).contains("Clear & <b>useful</b>");
        assertThat(told.at("/latest/0/completed").asBoolean()).isTrue();
        assertThat(told.has("completion"))
                .as("one completion discloses no rate")
                .isFalse();
        var read = anyone.get("/reviews/" + course.offering());
        assertThat(read.statusCode()).isEqualTo(200);
        assertThat(read.body())
                .contains("Clear &amp; &lt;b&gt;useful&lt;/b&gt;", "4 out of 5", "Completed it,")
                .doesNotContain("Amara");
        assertThat(learner.get("/learning").body()).contains("Your rating:", "Change your rating");
        assertThat(learner.get("/learning/export").body()).contains("Clear & <b>useful</b>");
        assertThat(event("review.updated", id()).has("text"))
                .as("words are told by the reputation alone, which forgets them")
                .isFalse();
    }

    @Test
    void isOneForAnEnrollmentHoweverOftenItIsWritten() {
        Flux.range(1, 5)
                .flatMap(stars ->
                        reviews.write(amara.id(), bought.enrollment(), new Said(stars, "Race " + stars, false)))
                .blockLast();
        write("2", "Not what I hoped");

        awaitReputation("/rating/average", "2");

        assertThat(purchases.count("select count(*) from review where enrollment = $1", bought.enrollment()))
                .isEqualTo(1);
        assertThat(reputation().at("/rating/count").asInt()).isEqualTo(1);
        assertThat(purchases.count(
                        "select count(distinct version) from event_log where type = 'review.updated' and subject = $1",
                        id().toString()))
                .isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({"'', Choose one to five stars", "6, Choose one to five stars", "abc, Choose one to five stars"})
    void keepsWhatWasTypedWhereTheStarsAreMissing(String stars, String complaint) {
        var answer = write(stars, "Long thought about");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(complaint, "Long thought about");
    }

    @Test
    void isWrittenByWhoWasThereAlone() {
        var mallory = LearnerBrowser.of(Purchases.learner("Mallory Frost"), tokens);
        var waiting = Purchases.learner("Bea Lind");
        var place = purchases.buys(waiting, course);
        purchases.awaitState(place, "CONFIRMED");

        assertThat(mallory.get(page()).statusCode()).isEqualTo(404);
        assertThat(post(mallory, page(), Map.of("stars", "1")).statusCode()).isEqualTo(404);
        assertThat(post(mallory, page() + "/withdraw", Map.of()).statusCode()).isEqualTo(404);
        assertThat(post(LearnerBrowser.of(waiting, tokens), page(place), Map.of("stars", "1"))
                        .statusCode())
                .as("has not opened the course")
                .isEqualTo(404);
        assertThat(anyone.get(page()).statusCode()).isEqualTo(303);
        assertThat(purchases.count("select count(*) from review where offering = $1", course.offering()))
                .isZero();
    }

    @Test
    void isAnsweredInPublicByItsProviderAlone() {
        write("3", "Too few exercises");
        var staff = staff(course.provider() + ":author");
        var stranger = staff(UUID.randomUUID() + ":author");
        var finance = staff(course.provider() + ":finance");

        assertThat(staff.get("/checkout/feedback").body()).contains("Too few exercises");
        post(staff, desk("answer"), Map.of("answer", "There are more since May."));

        awaitReputation("/latest/0/answer", "There are more since May.");
        assertThat(anyone.get("/reviews/" + course.offering()).body()).contains("There are more since May.");
        assertThat(stranger.get("/checkout/feedback").body()).doesNotContain("Too few exercises");
        assertThat(post(stranger, desk("answer"), Map.of("answer", "Mine")).statusCode())
                .isEqualTo(404);
        assertThat(post(staff, desk("hide"), Map.of("why", "We do not like it")).statusCode())
                .isEqualTo(403);
        assertThat(finance.get("/checkout/feedback").statusCode()).isEqualTo(403);
        assertThat(post(staff, desk("answer"), Map.of("answer", "x".repeat(2001)))
                        .statusCode())
                .isEqualTo(422);
    }

    @Test
    void isHiddenByTheOperatorWithAReasonAndStaysSoWhenItIsRewritten() {
        write("1", "Tutor N. N. is a fool");
        var operator = staff("operator");
        awaitReputation("/rating/count", "1");
        for (var times = 0; times < 3; times++) {
            post(
                    anyone,
                    "/reviews/" + id() + "/report",
                    Map.of("reason", "abusive", "offering", course.offering() + ""));
        }
        assertThat(operator.get("/checkout/feedback").body()).contains("It is abusive or hateful: 3 times");

        assertThat(post(operator, desk("hide"), Map.of("why", " ")).statusCode())
                .isEqualTo(422);
        post(operator, desk("hide"), Map.of("why", "It insults a person."));
        write("1", "The tutor was never there");

        awaitReputation("/rating/count", "");
        assertThat(anyone.get("/reviews/" + course.offering()).body()).doesNotContain("tutor", "Tutor");
        assertThat(learner.get(page()).body()).contains("It insults a person.", "The tutor was never there");
        post(operator, desk("show"), Map.of());
        awaitReputation("/latest/0/text", "The tutor was never there");
        assertThat(post(
                                anyone,
                                "/reviews/" + UUID.randomUUID() + "/report",
                                Map.of("reason", "fake", "offering", course.offering() + ""))
                        .statusCode())
                .isEqualTo(404);
        assertThat(post(anyone, "/reviews/" + id() + "/report", Map.of("reason", "because"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void leavesNoWordsBehindWhenItIsTakenBack() {
        write("5", "Words that I regret");
        awaitReputation("/rating/count", "1");

        post(learner, page() + "/withdraw", Map.of());

        awaitReputation("/rating/count", "");
        assertThat(purchases.count("select count(*) from review where text <> '' and offering = $1", course.offering()))
                .isZero();
        assertThat(purchases.count("select count(*) from event_log where data::text like '%Words that I regret%'"))
                .isZero();
        assertThat(learner.get("/learning").body()).contains("Rate this course");
    }

    @Test
    void goesOrStaysAsItsLearnerWishedWhenTheAccountIsDeleted() {
        var other = purchases.buys(amara, purchases.anotherOf(course, "Wound care"));
        graduates.completes(other, 70);
        purchases.awaitState(other, "COMPLETED");
        write("5", "Without me, gone");
        post(learner, page(other), Map.of("stars", "4", "text", "May stay", "keep", "true"));

        new CatalogLog().append("learner", "account.deleted", amara.id(), 2, "{\"id\": \"%s\"}".formatted(amara.id()));

        await().atMost(Shop.PATIENCE)
                .until(() -> purchases.count(
                                "select count(*) from review where learner = $1 and withdrawn_at is null", amara.id())
                        == 1);
        assertThat(purchases.one(
                        "select text from review where learner = $1 and withdrawn_at is null",
                        String.class,
                        amara.id()))
                .isEqualTo("May stay");
    }

    @Test
    void disclosesHowManyCompleteOnceTwentyHave() {
        purchases.buyInNumbers(course, 25, java.time.Instant.now().plus(Duration.ofDays(30)));
        purchases.run(
                "update enrollment set state = 'ACTIVE' where offering = $1 and state = 'REQUESTED'",
                course.offering());
        purchases.run(
                "update enrollment set state = 'COMPLETED' where id in (select id from enrollment where offering = $1 and state = 'ACTIVE' order by id limit 18)",
                course.offering());
        write("5", "");
        awaitReputation("/rating/count", "1");
        assertThat(reputation().has("completion")).as("19 completions").isFalse();

        purchases.run(
                "update enrollment set state = 'COMPLETED' where id in (select id from enrollment where offering = $1 and state = 'ACTIVE' order by id limit 1)",
                course.offering());
        write("4", "");

        awaitReputation("/rating/average", "4");
        assertThat(reputation().at("/completion/completed").asInt()).isEqualTo(20);
        assertThat(reputation().at("/completion/enrolled").asInt()).isEqualTo(26);
    }

    private HttpResponse<String> write(String stars, String text) {
        return post(learner, page(), Map.of("stars", stars, "text", text));
    }

    private String page() {
        return page(bought);
    }

    private static String page(Bought of) {
        return "/learning/" + of.enrollment() + "/review";
    }

    private String desk(String action) {
        return "/checkout/feedback/" + id() + "/" + action;
    }

    private UUID id() {
        return purchases.one("select id from review where enrollment = $1", UUID.class, bought.enrollment());
    }

    private LearnerBrowser staff(String grant) {
        return LearnerBrowser.of(
                new Person(UUID.randomUUID(), Person.Kind.STAFF, "staff@example.com", "Staff", Set.of(grant)), tokens);
    }

    /** From a page that has a form for whoever it is. */
    private HttpResponse<String> post(LearnerBrowser browser, String path, Map<String, String> fields) {
        var from = path.startsWith("/checkout/feedback")
                ? "/checkout/feedback"
                : path.startsWith("/reviews") ? "/reviews/" + course.offering() : "/basket";
        var form = new HashMap<>(fields);
        form.put("_csrf", LearnerBrowser.field(browser.get(from), "_csrf"));
        return browser.post(path, form);
    }

    private void awaitReputation(String pointer, String value) {
        await().atMost(Shop.PATIENCE)
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(
                        () -> assertThat(reputation().at(pointer).asString("")).isEqualTo(value));
    }

    private JsonNode reputation() {
        return event("reputation.updated", course.offering());
    }

    private JsonNode event(String type, UUID subject) {
        return JSON.readTree(purchases.one(
                "select coalesce((select data::text from event_log where type = $1 and subject = $2 order by version desc limit 1), '{}')",
                String.class,
                type,
                subject.toString()));
    }
}
