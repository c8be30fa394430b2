package market.tessera.checkout.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.review.ReviewForm.Said;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import reactor.core.publisher.Flux;

class ReviewTests extends Reviewers {
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
}
