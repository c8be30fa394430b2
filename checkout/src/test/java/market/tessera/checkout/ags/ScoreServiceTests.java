package market.tessera.checkout.ags;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Bought;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.TestTool;
import market.tessera.checkout.enrollment.WithdrawEnrollments;
import market.tessera.checkout.journey.Launching;
import market.tessera.checkout.journey.Launching.Told;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.sandbox.lms.ScoreReport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;

@CheckoutTest
class ScoreServiceTests {
    private static final String SCORE = "https://purl.imsglobal.org/spec/lti-ags/scope/score";
    private static final Instant NOON = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    @Autowired
    Purchases purchases;

    @Autowired
    SessionTokens tokens;

    @Autowired
    WithdrawEnrollments withdraw;

    @Autowired
    TransactionalOperator transaction;

    private final Person amara = Purchases.learner("Amara Okafor");
    private Course course;
    private Bought bought;
    private Told told;

    @BeforeEach
    void aLearnerInACourse() {
        course = purchases.course("Infection control in home care");
        bought = purchases.buys(amara, course);
        purchases.awaitState(bought, "CONFIRMED");
        told = Launching.told(Launching.form(LearnerBrowser.of(amara, tokens), bought));
    }

    @Test
    void issuesOneBadgeHoweverOftenAndInWhateverOrderScoresArrive() {
        assertThat(send(progress(40, 2))).isEqualTo(204);
        assertThat(send(completed(90, 1))).as("older than what is known").isEqualTo(409);
        assertThat(purchases.state(bought)).isEqualTo("ACTIVE");

        var all = IntStream.range(0, 8)
                .parallel()
                .map(_ -> send(completed(88, 3)))
                .boxed()
                .toList();
        var badge = purchases.awaitBadge(bought);
        assertThat(send(completed(10, 2))).isEqualTo(409);

        assertThat(all).containsOnly(204);
        assertThat(purchases.one("select grade from enrollment where id = $1", String.class, bought.enrollment()))
                .isEqualTo("88 %");
        assertThat(purchases.count("select count(*) from completion where enrollment = $1", bought.enrollment()))
                .isEqualTo(1);
        assertThat(purchases.count(
                        "select count(*) from event_log where type = 'badge.issued' and data->>'enrollment' = $1",
                        bought.enrollment().toString()))
                .isEqualTo(1);
        assertThat(purchases.count("select count(*) from outbox_mail where key = $1", "badge-" + badge))
                .isEqualTo(1);
        assertThat(purchases.one("""
                        select string_agg(data->>'state', ' ' order by version) from event_log where subject = $1
                        """, String.class, bought.enrollment().toString()))
                .isEqualTo("requested confirmed active completed completed");
    }

    @Test
    void completesOnlyFromThePassMarkUpAndWhenFullyGraded() {
        send(completed(49, 1));
        send(new ScoreReport(told.userId(), NOON.plusSeconds(2), "Completed", "PendingManual", 100));
        assertThat(purchases.state(bought)).isEqualTo("ACTIVE");

        send(completed(50, 3));

        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
    }

    @Test
    void takesAScoreForThePlaceThatIsLeftOfTwo() {
        var again = purchases.buys(amara, course);
        withdraw.ofLines(List.of(again.line())).as(transaction::transactional).blockLast();

        assertThat(send(completed(88, 1))).isEqualTo(204);

        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
        assertThat(purchases.state(again)).isEqualTo("WITHDRAWN");
    }

    @Test
    void refusesAScoreForSomebodyWhoIsNotInTheCourse() {
        var bea = Purchases.learner("Bea Lind");
        var elsewhere = purchases.buys(bea, purchases.course("Another course"));
        purchases.awaitState(elsewhere, "CONFIRMED");
        var other = Launching.told(Launching.form(LearnerBrowser.of(bea, tokens), elsewhere));

        assertThat(Surroundings.LMS.send(told.lineItem(), ScoreReport.completed("nobody", NOON, 90)))
                .isEqualTo(404);
        assertThat(Surroundings.LMS.send(told.lineItem(), ScoreReport.completed(other.userId(), NOON, 90)))
                .isEqualTo(404);
        assertThat(purchases.state(elsewhere)).isEqualTo("ACTIVE");
    }

    @Test
    void refusesAScoreForALineItemOfAnotherTool() {
        var course = purchases.course("Taught elsewhere");
        try (var _ = TestTool.registered(purchases, course)) {
            var theirs = purchases.buys(amara, course);
            purchases.awaitState(theirs, "CONFIRMED");
            var link = purchases.one("select id from lti_link where intake = $1", UUID.class, course.intake());
            var lineItem = "%s/lti/ags/%s/lineitems/%s".formatted(Surroundings.ORIGIN, link, link);

            assertThat(Surroundings.LMS.send(lineItem, ScoreReport.completed(told.userId(), NOON, 90)))
                    .isEqualTo(404);
            assertThat(purchases.state(theirs)).isEqualTo("CONFIRMED");
        }
    }

    @Test
    void givesATokenForAFreshAssertionOnce() {
        try (var tool = TestTool.registered(purchases, purchases.course("With a tool of its own"))) {
            var assertion = tool.assertion(UUID.randomUUID().toString());

            assertThat(TestTool.token(assertion, SCORE).statusCode()).isEqualTo(200);
            assertThat(TestTool.token(assertion, SCORE).statusCode())
                    .as("the same assertion again")
                    .isEqualTo(401);
            assertThat(TestTool.token(tool.forgedAssertion(), SCORE).statusCode())
                    .isEqualTo(401);
            assertThat(TestTool.token("nonsense", SCORE).statusCode()).isEqualTo(401);
            assertThat(TestTool.token(tool.assertion("x"), "https://example.com/everything")
                            .body())
                    .contains("invalid_scope");
        }
    }

    @Test
    void answersWithTheStandardsMediaTypesAndScopes() {
        var answer = LearnerBrowser.anonymous()
                .get(told.lineItem().substring(0, told.lineItem().lastIndexOf('/')));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.body()).contains("token-invalid");
    }

    private int send(ScoreReport report) {
        return Surroundings.LMS.send(told.lineItem(), report);
    }

    private ScoreReport progress(int given, int second) {
        return new ScoreReport(told.userId(), NOON.plusSeconds(second), "InProgress", "Pending", given);
    }

    private ScoreReport completed(int given, int second) {
        return ScoreReport.completed(told.userId(), NOON.plusSeconds(second), given);
    }
}
