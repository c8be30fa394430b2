package market.tessera.checkout.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CatalogLog;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Shop;
import market.tessera.platform.identity.Person;
import org.junit.jupiter.api.Test;

/** What becomes of a review once it is written. */
class ModerationTests extends Reviewers {
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

    private String desk(String action) {
        return "/checkout/feedback/" + id() + "/" + action;
    }

    private LearnerBrowser staff(String grant) {
        return LearnerBrowser.of(
                new Person(UUID.randomUUID(), Person.Kind.STAFF, "staff@example.com", "Staff", Set.of(grant)), tokens);
    }
}
