package market.tessera.checkout.moodle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Shop;
import market.tessera.checkout.settlement.PaidLines;
import market.tessera.platform.identity.SessionTokens;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A provider with a Moodle that is called by its web services. */
class MoodleTests extends ConnectedMoodle {
    @Autowired
    PaidLines paidLines;

    @Autowired
    SessionTokens tokens;

    @Test
    void aLearnerWhoHasPaidGetsAnAccountAndAPlaceInTheCourse() {
        connects();
        var bought = purchases.buys(amara, course);

        purchases.awaitState(bought, "CONFIRMED");

        assertThat(moodle.hasEnrolled(AMARA)).isTrue();
        assertThat(moodle.addresses()).as("no token in an address").noneMatch(address -> address.contains("0123"));
        assertThat(purchases.count(
                        "select count(*) from moodle where sealed_token = $1",
                        StandInMoodle.TOKEN.getBytes(StandardCharsets.UTF_8)))
                .as("kept as it is")
                .isZero();
        assertThat(administrator.get(page).block().body())
                .contains("Infection control (campus)", moodle.address())
                .doesNotContain(StandInMoodle.TOKEN);
    }

    @Test
    void anAccountThatIsThereIsUsedAndWhoIsEnrolledAlreadyIsFine() {
        moodle.enrolls(moodle.knows(AMARA));
        connects();

        purchases.awaitState(purchases.buys(amara, course), "CONFIRMED");

        assertThat(moodle.accounts()).isEqualTo(1);
    }

    @Test
    void whoGivesThePlaceBackIsUnenrolledUnlessItWasBoughtTwice() {
        connects();
        var first = purchases.buys(amara, course);
        var second = purchases.buys(amara, course);
        purchases.awaitState(first, "CONFIRMED");
        purchases.awaitState(second, "CONFIRMED");

        withdraw.ofLines(List.of(first.line())).as(transaction::transactional).blockLast();
        shop.await(
                "select count(*) from handoff where enrollment = '%s' and due_at is null".formatted(first.enrollment()),
                1L);
        assertThat(moodle.hasEnrolled(AMARA)).isTrue();
        withdraw.ofLines(List.of(second.line())).as(transaction::transactional).blockLast();

        await().atMost(Shop.PATIENCE).until(() -> !moodle.hasEnrolled(AMARA));
    }

    @Test
    void aGuestWhoseAddressIsPutRightIsEnrolledAndWhoHadTheOtherOneIsNot() {
        connects();
        var bought = purchases.buysAsGuest(amara, course);
        purchases.awaitState(bought, "CONFIRMED");

        paidLines
                .readdressed(bought.order(), "amara@example.org")
                .as(transaction::transactional)
                .block();

        await().until(() -> moodle.hasEnrolled("amara@example.org") && !moodle.hasEnrolled(AMARA));
    }

    @Test
    void whatIsCompletedThereCompletesTheCourse() {
        connects();
        var bought = purchases.buys(amara, course);
        purchases.awaitState(bought, "CONFIRMED");
        shop.await(
                "select count(*) from progress where share = 0.5 and enrollment = '%s'".formatted(bought.enrollment()),
                1L);
        assertThat(LearnerBrowser.of(amara, tokens).get("/learning").body()).contains("Done so far: 50 %");

        moodle.grades(AMARA, 41);
        moodle.completes(AMARA);

        purchases.awaitState(bought, "COMPLETED");
        assertThat(purchases.one("select grade from enrollment where id = $1", String.class, bought.enrollment()))
                .isEqualTo("82 %");
        assertThat(purchases.one(
                        "select completed_at::date::text from completion where enrollment = $1",
                        String.class,
                        bought.enrollment()))
                .isEqualTo("2026-03-02");
        purchases.awaitBadge(bought);
    }

    @Test
    void whatIsCompletedWhereNobodyMayReadGradesHasNone() {
        moodle.doesNotAllow("gradereport_user_get_grade_items");
        connects();
        var bought = purchases.buys(amara, course);
        purchases.awaitState(bought, "CONFIRMED");
        moodle.grades(AMARA, 41);
        moodle.completes(AMARA);

        purchases.awaitState(bought, "COMPLETED");
        assertThat(purchases.count(
                        "select count(*) from enrollment where id = $1 and grade is null", bought.enrollment()))
                .isEqualTo(1);
    }
}
