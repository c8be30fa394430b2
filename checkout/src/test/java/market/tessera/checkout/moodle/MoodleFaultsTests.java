package market.tessera.checkout.moodle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Shop;
import org.junit.jupiter.api.Test;

/** What is wrong in a Moodle, or between it and us. */
class MoodleFaultsTests extends ConnectedMoodle {
    @Test
    void aTimeThatThereIsNotIsItsFaultAndKeepsNobodyElseWaiting() {
        connects();
        var bea = purchases.buys(Purchases.learner("Bea Lind"), course);
        var bought = purchases.buys(amara, course);
        purchases.awaitState(bea, "CONFIRMED");
        purchases.awaitState(bought, "CONFIRMED");

        moodle.completes("bea.lind@example.com", 9_000_000_000_000_000_000L);
        moodle.completes(AMARA);

        purchases.awaitState(bought, "COMPLETED");
        shop.await(
                "select failure || ' ' || failure_detail from connection where provider = '%s'"
                        .formatted(course.provider()),
                "malformed timecompleted");
        assertThat(purchases.state(bea)).isEqualTo("CONFIRMED");
    }

    @Test
    void whatMoodleRefusesIsSaidInItsOwnWordsAndTriedAgain() {
        moodle.refusesEnrolling(true);
        connects();
        var bought = purchases.buys(amara, course);
        await().atMost(Shop.PATIENCE)
                .until(() -> administrator.get(pages).block().body().contains("wsnoinstance"));
        assertThat(purchases.state(bought)).isNotEqualTo("CONFIRMED");

        moodle.refusesEnrolling(false);
        administrator.post(pages + "/again", Map.of()).block();

        purchases.awaitState(bought, "CONFIRMED");
        assertThat(moodle.accounts()).as("made once").isEqualTo(1);
    }

    @Test
    void theTestSaysWhatIsWrong() {
        assertThat(saves("wrong-token-wrong-token").body()).contains("invalidtoken", "Does not work");
        moodle.doesNotAllow("enrol_manual_unenrol_users");
        purchases.run(
                "update connection set tested_at = null where id = $1",
                UUID.fromString(page.substring(page.lastIndexOf('/') + 1)));
        assertThat(saves(StandInMoodle.TOKEN).body())
                .contains("does not allow all that is needed", "enrol_manual_unenrol_users");
        assertThat(administrator
                        .post(page + "/moodle", Map.of("address", "ftp://campus", "token", StandInMoodle.TOKEN))
                        .block()
                        .body())
                .contains("Enter an address", "ftp://campus");
        assertThat(administrator
                        .post(
                                page + "/moodle-course",
                                Map.of("offering", course.offering().toString(), "course", "NONE"))
                        .block()
                        .location())
                .endsWith("noSuchCourse");
    }

    @Test
    void whereBothSidesDifferIsFoundAndMended() {
        connects();
        var bought = purchases.buys(amara, course);
        var left = purchases.buys(Purchases.learner("Bea Lind"), course);
        purchases.awaitState(bought, "CONFIRMED");
        purchases.awaitState(left, "CONFIRMED");
        withdraw.ofLines(List.of(left.line())).as(transaction::transactional).blockLast();
        await().atMost(Shop.PATIENCE).until(() -> !moodle.hasEnrolled("bea.lind@example.com"));
        moodle.drops(AMARA);
        moodle.enrolls(moodle.knows("bea.lind@example.com"));
        moodle.enrolls(7_001);

        asks();
        var report = await().atMost(Shop.PATIENCE)
                .until(
                        () -> administrator.get(pages + "/differences").block().body(),
                        body -> body.contains("not there any more"));
        assertThat(report)
                .contains("Amara Okafor", "Bea Lind", "still enrolled there", "user 7001 there")
                .doesNotContain("user 2 there");
        var stranger = administrator(UUID.randomUUID());
        assertThat(stranger.get(pages + "/differences").block().status()).isEqualTo(403);

        for (var difference : List.of(difference(bought.enrollment()), difference(left.enrollment()))) {
            assertThat(administrator
                            .post(pages + "/differences/" + difference, Map.of())
                            .block()
                            .location())
                    .endsWith("repaired");
        }
        await().atMost(Shop.PATIENCE)
                .until(() -> moodle.hasEnrolled(AMARA) && !moodle.hasEnrolled("bea.lind@example.com"));
    }

    private void asks() {
        purchases.run("update roll_call set next_at = now(), called_at = null where provider = $1", course.provider());
        administrator.post(pages + "/differences", Map.of()).block();
    }

    private UUID difference(UUID enrollment) {
        return purchases.one("select id from roll_difference where enrollment = $1", UUID.class, enrollment);
    }
}
