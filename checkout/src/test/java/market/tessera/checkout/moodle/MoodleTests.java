package market.tessera.checkout.moodle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Shop;
import market.tessera.checkout.enrollment.WithdrawEnrollments;
import market.tessera.checkout.settlement.PaidLines;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Person.Kind;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.sandbox.buyer.Browser;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;

/** A provider with a Moodle that is called by its web services. */
@CheckoutTest
class MoodleTests {
    private static final String AMARA = "amara.okafor@example.com";

    @Autowired
    Shop shop;

    @Autowired
    Purchases purchases;

    @Autowired
    WithdrawEnrollments withdraw;

    @Autowired
    PaidLines paidLines;

    @Autowired
    TransactionalOperator transaction;

    @Autowired
    SessionTokens tokens;

    private final StandInMoodle moodle = new StandInMoodle();
    private final Person amara = Purchases.learner("Amara Okafor");
    private Course course;
    private Browser administrator;
    private String pages;
    private String page;

    @BeforeEach
    void aProviderThatHasConnectedItsMoodle() {
        course = purchases.course("Infection control in home care");
        administrator = administrator(course.provider());
        pages = "/checkout/connections/" + course.provider();
        page = administrator
                .post(pages, Map.of("kind", "MOODLE", "name", "Campus"))
                .block()
                .location();
    }

    @AfterEach
    void end() {
        moodle.close();
    }

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

    private void connects() {
        assertThat(saves(StandInMoodle.TOKEN).body()).contains("the token allows all that is needed");
        assertThat(administrator
                        .post(
                                page + "/moodle-course",
                                Map.of("offering", course.offering().toString(), "course", "INF-1"))
                        .block()
                        .location())
                .endsWith("courseChosen");
        administrator
                .post(pages + "/uses", Map.of("connection", page.substring(page.lastIndexOf('/') + 1)))
                .block();
    }

    private Browser.Answer saves(String token) {
        return administrator
                .post(page + "/moodle", Map.of("address", moodle.address() + "/", "token", token))
                .block();
    }

    private Browser administrator(UUID provider) {
        return shop.signedIn(new Person(
                UUID.randomUUID(), Kind.STAFF, "maren@example.org", "Maren", Set.of(provider + ":administrator")));
    }
}
