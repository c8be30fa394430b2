package market.tessera.checkout.badge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Bought;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Shop;
import market.tessera.checkout.completion.Completion;
import market.tessera.checkout.completion.Completions.Due;
import market.tessera.checkout.completion.RecordScore;
import market.tessera.checkout.completion.Score;
import market.tessera.checkout.completion.Score.Activity;
import market.tessera.checkout.completion.Score.Grading;
import market.tessera.checkout.enrollment.Enrollments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import reactor.core.publisher.Mono;

@CheckoutTest
class CorrectionTests {
    private static final BigDecimal PASS_MARK = new BigDecimal("0.5");

    @Autowired
    Purchases purchases;

    @Autowired
    Enrollments enrollments;

    @Autowired
    RecordScore record;

    @Autowired
    DraftBadge draft;

    @Autowired
    KeepBadge keep;

    private final LearnerBrowser anyone = LearnerBrowser.anonymous();
    private final Instant graded = Instant.now().minusSeconds(60);
    private Bought bought;
    private UUID first;

    @BeforeEach
    void aBadgeForEightyEightPercent() {
        bought = purchases.buys(Purchases.learner("Amara Okafor"), purchases.course("Infection control"));
        purchases.awaitState(bought, "CONFIRMED");
        score(graded, Grading.FULLY_GRADED, 88, "ags");
        first = purchases.awaitBadge(bought);
    }

    @Test
    void aCorrectedResultIsAnotherBadgeAndTheFormerOneSaysSo() {
        score(graded.plusSeconds(1), Grading.FULLY_GRADED, 93, "ags");

        awaitBadges(2);
        var second = purchases.one("select badge from enrollment where id = $1", UUID.class, bought.enrollment());

        assertThat(second).isNotEqualTo(first);
        assertThat(anyone.get("/badges/" + second).body()).contains("This badge is genuine", "93 %");
        assertThat(anyone.get("/badges/" + first).body()).contains("has been revoked", "The result was corrected.");
        assertThat(inForce()).isEqualTo(1);
        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
    }

    @Test
    void aResultThatNoLongerPassesTakesTheBadgeBackUntilOneDoes() {
        score(graded.plusSeconds(1), Grading.FULLY_GRADED, 12, "ags");

        purchases.awaitState(bought, "ACTIVE");
        await().atMost(Shop.PATIENCE).until(() -> inForce() == 0);
        assertThat(anyone.get("/badges/" + first).body()).contains("has been revoked");

        score(graded.plusSeconds(2), Grading.FULLY_GRADED, 71, "ags");

        awaitBadges(2);
        assertThat(inForce()).isEqualTo(1);
        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
    }

    @Test
    void whatIsNoCorrectionChangesNothing() {
        score(graded.plusSeconds(1), Grading.FULLY_GRADED, 88, "ags");
        score(graded.minusSeconds(1), Grading.FULLY_GRADED, 10, "ags");
        score(graded.plusSeconds(2), Grading.PENDING, 10, "ags");
        score(graded.plusSeconds(3), Grading.FULLY_GRADED, 10, "another way");

        assertThat(purchases.count(
                        "select count(*) from completion where enrollment = $1 and revision = 1 and badge_due_at is null",
                        bought.enrollment()))
                .isEqualTo(1);
        assertThat(purchases.one("select badge from enrollment where id = $1", UUID.class, bought.enrollment()))
                .isEqualTo(first);
    }

    @Test
    void manyAreIssuedOnceEachThoughTwoIssueThemAtTheSameMoment() {
        var course = purchases.course("Wound care");
        var due = completed(course, 40);

        Mono.when(
                        draft.draft(due).flatMap(keep::keep),
                        draft.draft(due.reversed()).flatMap(keep::keep))
                .block();

        assertThat(purchases.count("select count(*) from badge where provider = $1", course.provider()))
                .isEqualTo(40);
        assertThat(purchases.count(
                        "select count(distinct (list, position)) from badge where provider = $1", course.provider()))
                .isEqualTo(40);
        assertThat(purchases.count(
                        "select count(*) from event_log where type = 'badge.issued' and data ->> 'provider' = $1",
                        course.provider().toString()))
                .isEqualTo(40);
        assertThat(purchases.count(
                        "select count(*) from outbox_mail m join badge b on m.key = 'badge-' || b.id where b.provider = $1",
                        course.provider()))
                .isEqualTo(40);
        assertThat(purchases.count(
                        "select count(*) from enrollment e join badge b on b.id = e.badge where e.provider = $1",
                        course.provider()))
                .isEqualTo(40);
    }

    @Test
    void saysNothingOfWhoWasForgottenWhileItWasBeingSigned() {
        var course = purchases.course("Wound care");
        var drafts = draft.draft(completed(course, 2)).block();
        purchases.run(
                "update enrollment set name = 'Former learner', email = 'former-learner@tessera.invalid' where id = $1",
                drafts.getFirst().enrollment().id());

        keep.keep(drafts).block();

        assertThat(purchases.one("select enrollment from badge where provider = $1", UUID.class, course.provider()))
                .isEqualTo(drafts.getLast().enrollment().id());
    }

    /** Learners whose badges nobody else issues meanwhile. */
    private List<Due> completed(Course course, int learners) {
        purchases.buyInNumbers(course, learners, Instant.now().plus(Duration.ofDays(3_000)));
        purchases.run(
                "update enrollment set state = 'COMPLETED', email = id || '@example.org' where provider = $1",
                course.provider());
        purchases.run("""
                insert into completion (enrollment, source, completed_at, recorded_at)
                select id, 'ags', now(), now() from enrollment where provider = $1
                """, course.provider());
        return Stream.of(purchases.one(
                        "select array_agg(id) from enrollment where provider = $1", UUID[].class, course.provider()))
                .map(id -> new Due(new Completion(id, null, null, graded), 1, false))
                .toList();
    }

    private void score(Instant at, Grading grading, int given, String source) {
        var score =
                new Score(at, Activity.COMPLETED, grading, BigDecimal.valueOf(given), BigDecimal.valueOf(100), null);
        enrollments
                .find(bought.enrollment())
                .flatMap(enrollment -> record.record(enrollment, score, PASS_MARK, source))
                .block();
    }

    private void awaitBadges(long count) {
        await().atMost(Shop.PATIENCE)
                .until(() -> purchases.count("select count(*) from badge where enrollment = $1", bought.enrollment())
                        == count);
    }

    private long inForce() {
        return purchases.count(
                "select count(*) from badge where enrollment = $1 and revoked_at is null", bought.enrollment());
    }
}
