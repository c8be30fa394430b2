package market.tessera.provider.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import market.tessera.provider.Browser;
import market.tessera.provider.OtherLogs;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** People who report by hand what no system of theirs reports. */
@PortalTest
class CompletionPageTests {
    @Autowired
    private Cast cast;

    private final UUID enrollment = UUID.randomUUID();
    private UUID nordkyst;
    private Browser author;

    @BeforeEach
    void aLearnerInACourse() {
        nordkyst = cast.institution("Nordkyst");
        author = cast.signedIn(cast.person("Ane Author", nordkyst, Role.AUTHOR));
        enrolled(1, "active");
        await().atMost(Duration.ofMinutes(3))
                .until(() -> author.page("/portal/enrollments").contains("Has completed: Mia Berg"));
    }

    @Test
    void tellsCheckoutOnceHoweverOftenItIsSent() {
        assertThat(report(author, "A")).endsWith("said=reported");
        assertThat(report(author, " A ")).endsWith("said=reported");

        assertThat(told()).isEqualTo(1);
        assertThat(author.page("/portal/enrollments?said=reported")).contains("Completion reported");
    }

    @Test
    void keepsWhatWasReportedFirst() {
        report(author, "A");

        assertThat(report(author, "F")).endsWith("said=contradicted");

        assertThat(told()).isEqualTo(1);
    }

    @Test
    void takesBackWhatWasReportedAndNothingElse() {
        assertThat(takeBack(author)).endsWith("said=never");
        report(author, "A");
        enrolled(2, "completed");
        await().atMost(Duration.ofMinutes(3))
                .until(() -> author.page("/portal/enrollments").contains("Take back the completion of Mia Berg"));
        var finance = cast.signedIn(cast.person("Finn Finance", nordkyst, Role.FINANCE));
        assertThat(finance.page("/portal/enrollments")).doesNotContain("Take back the completion");

        assertThat(takeBack(author)).endsWith("said=withdrawn");

        assertThat(author.page("/portal/enrollments?said=withdrawn"))
                .contains("Completion taken back")
                .doesNotContain("Take back the completion of");
        assertThat(report(author, "B")).endsWith("said=reported");
        assertThat(told()).isEqualTo(2);
    }

    @Test
    void offersNothingWhereNothingCanBeCompleted() {
        enrolled(2, "withdrawn");
        await().atMost(Duration.ofMinutes(3))
                .until(() -> !author.page("/portal/enrollments").contains("Has completed: Mia Berg"));

        assertThat(report(author, "A")).endsWith("said=closed");

        assertThat(told()).isZero();
    }

    @Test
    void isNotForFinanceNorForOtherInstitutions() {
        var finance = cast.signedIn(cast.person("Finn Finance", nordkyst, Role.FINANCE));
        var both = cast.person("Bo Both", nordkyst, Role.FINANCE);
        cast.join(both, cast.institution("Another"), Role.AUTHOR);
        var stranger = cast.signedIn(cast.person("Sten Stranger", cast.institution("A third"), Role.values()));

        assertThat(finance.page("/portal/enrollments")).contains("Mia Berg").doesNotContain("Has completed");
        assertThat(status(finance)).isEqualTo(403);
        assertThat(status(cast.signedIn(both))).isEqualTo(403);
        assertThat(status(stranger)).isEqualTo(404);
        assertThat(told()).isZero();
    }

    private String takeBack(Browser browser) {
        return browser.follow("/portal/enrollments/" + enrollment + "/completion/withdrawal");
    }

    private String report(Browser browser, String grade) {
        return browser.follow("/portal/enrollments/" + enrollment + "/completion", "grade", grade);
    }

    private int status(Browser browser) {
        return browser.post("/portal/enrollments/" + enrollment + "/completion", "grade", "A")
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    private long told() {
        return cast.database()
                .sql("select count(*) from event_log where type = 'completion.reported' and subject = :id")
                .bind("id", enrollment.toString())
                .map(row -> row.get(0, Long.class))
                .one()
                .block();
    }

    private void enrolled(long version, String state) {
        OtherLogs.tell("enrollment.updated", enrollment.toString(), version, """
                {"id": "%s", "order": "%s", "orderNumber": "T-1001", "provider": "%s", "offering": "%s", "offeringTitle": "Offshore wind",
                 "edition": 1, "intake": "%s", "learner": {"name": "Mia Berg", "email": "mia@example.org"}, "state": "%s",
                 "price": {"amount": 390000, "currency": "NOK"}, "at": "2027-02-01T10:00:00Z"}
                """.formatted(
                        enrollment, UUID.randomUUID(), nordkyst, UUID.randomUUID(), UUID.randomUUID(), state));
    }
}
