package market.tessera.checkout.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import market.tessera.checkout.CatalogLog;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Bought;
import market.tessera.checkout.Purchases.Course;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What providers report through the portal's log. */
@CheckoutTest
class ReportedCompletionTests {
    @Autowired
    Purchases purchases;

    private final CatalogLog log = new CatalogLog();
    private Course course;
    private Bought bought;

    @BeforeEach
    void aLearnerInACourse() {
        course = purchases.course("Infection control in home care");
        bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
        purchases.awaitState(bought, "CONFIRMED");
    }

    @Test
    void becomesABadgeWithTheProvidersGrade() {
        report(bought, course.provider(), "\"grade\": \"Merit\", \"score\": {\"given\": 87, \"maximum\": 100}");

        var badge = purchases.awaitBadge(bought);

        assertThat(badge).isNotNull();
        assertThat(grade(bought)).isEqualTo("Merit");
        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
    }

    @Test
    void isReadAsAPercentageWhereTheProviderGivesPointsOnly() {
        report(bought, course.provider(), "\"score\": {\"given\": 43.5, \"maximum\": 50}");

        purchases.awaitState(bought, "COMPLETED");

        assertThat(grade(bought)).isEqualTo("87 %");
    }

    @Test
    void countsOnceAndOnlyFromTheProviderItself() {
        log.append(
                "catalog",
                "completion.reported",
                bought.enrollment(),
                1,
                told(bought, UUID.randomUUID(), "\"grade\": \"Forged\""),
                told(bought, course.provider(), "\"grade\": \"Pass\""),
                told(bought, course.provider(), "\"grade\": \"Pass, told again\""));
        var last = purchases.buys(Purchases.learner("Bea Lind"), course);
        purchases.awaitState(last, "CONFIRMED");
        report(last, course.provider(), "\"grade\": \"Pass\"");

        purchases.awaitState(last, "COMPLETED");

        assertThat(grade(bought)).isEqualTo("Pass");
        assertThat(purchases.count("select count(*) from completion where enrollment = $1", bought.enrollment()))
                .isEqualTo(1);
    }

    @Test
    void isTakenBackAndSaidAnewInTheOrderOfItsVersions() {
        report(bought, course.provider(), "\"grade\": \"Merit\"");
        var first = purchases.awaitBadge(bought);

        withdraw(2, UUID.randomUUID());
        withdraw(2, course.provider());
        purchases.awaitState(bought, "ACTIVE");
        await().atMost(Duration.ofMinutes(1))
                .until(() ->
                        purchases.count("select count(*) from badge where id = $1 and revoked_at is not null", first)
                                == 1);

        report(bought, 3, "\"grade\": \"Pass\"");
        purchases.awaitState(bought, "COMPLETED");
        assertThat(grade(bought)).isEqualTo("Pass");

        withdraw(4, course.provider());
        report(bought, 5, "\"grade\": \"Distinction\"");
        await().atMost(Duration.ofMinutes(1)).until(() -> purchases.count("""
                                select count(*) from enrollment where id = $1 and state = 'COMPLETED' and grade = 'Distinction'
                                """, bought.enrollment()) == 1);
    }

    @Test
    void takesBackNothingThatCameAnotherWay() {
        purchases.run("update enrollment set state = 'COMPLETED' where id = $1", bought.enrollment());
        purchases.run("""
                insert into completion (enrollment, source, grade, completed_at, recorded_at) values ($1, 'ags', 'A', now(), now())
                """, bought.enrollment());
        withdraw(2, course.provider());
        report(bought, 3, "\"grade\": \"Pass\"");
        var last = purchases.buys(Purchases.learner("Bea Lind"), course);
        purchases.awaitState(last, "CONFIRMED");
        report(last, course.provider(), "\"grade\": \"Pass\"");
        purchases.awaitState(last, "COMPLETED");

        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
        assertThat(purchases.one(
                        "select grade from completion where enrollment = $1 and withdrawn_at is null",
                        String.class,
                        bought.enrollment()))
                .isEqualTo("A");
    }

    @Test
    void isSetAsideWhereItCannotBeRead() {
        log.append(
                "catalog",
                "completion.reported",
                bought.enrollment(),
                1,
                "{\"enrollment\": \"%s\"}".formatted(bought.enrollment()));
        report(bought, course.provider(), "\"grade\": \"Pass\"");

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(purchases.state(bought)).isEqualTo("COMPLETED"));
    }

    private String grade(Bought one) {
        return purchases.one("select grade from enrollment where id = $1", String.class, one.enrollment());
    }

    private void report(Bought of, long version, String result) {
        log.append("catalog", "completion.reported", of.enrollment(), version, told(of, course.provider(), result));
    }

    private void withdraw(long version, UUID provider) {
        log.append("catalog", "completion.withdrawn", bought.enrollment(), version, """
                {"enrollment": "%s", "provider": "%s", "offering": "%s", "withdrawnAt": "2027-03-02T10:00:00Z"}
                """.formatted(
                        bought.enrollment(), provider, course.offering()));
    }

    private void report(Bought of, UUID provider, String result) {
        log.append("catalog", "completion.reported", of.enrollment(), 1, told(of, provider, result));
    }

    private String told(Bought of, UUID provider, String result) {
        return """
                {"enrollment": "%s", "provider": "%s", "offering": "%s", "completedAt": "2027-03-01T10:00:00Z", %s,
                 "reportedAt": "2027-03-01T10:00:01Z"}
                """.formatted(of.enrollment(), provider, course.offering(), result);
    }
}
