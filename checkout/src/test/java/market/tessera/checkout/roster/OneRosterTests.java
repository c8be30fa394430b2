package market.tessera.checkout.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.enrollment.WithdrawEnrollments;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.reactive.TransactionalOperator;

/** Who is enrolled once a student information system has fetched it. */
class OneRosterTests extends RosterReadings {
    @Autowired
    WithdrawEnrollments withdraw;

    @Autowired
    TransactionalOperator transaction;

    @Test
    void whoHasPaidIsEnrolledOnceTheSystemHasFetchedIt() {
        var bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
        waits(bought);
        assertThat(system.json(ROSTERING + "/classes")
                        .at("/classes/0/sourcedId")
                        .asString())
                .isEqualTo(course.intake().toString());
        assertThat(purchases.state(bought)).as("it has seen the class alone").isEqualTo("REQUESTED");
        assertThat(connected
                        .administrator
                        .get("/checkout/connections/" + course.provider())
                        .block()
                        .body())
                .contains("Your system has not fetched these learners yet");

        var enrollment = system.json(ROSTERING + "/enrollments").at("/enrollments/0");

        assertThat(enrollment.path("sourcedId").asString())
                .isEqualTo(bought.enrollment().toString());
        assertThat(enrollment.path("status").asString()).isEqualTo("active");
        purchases.awaitState(bought, "CONFIRMED");
        var user = system.json(
                ROSTERING + "/users/" + enrollment.at("/user/sourcedId").asString());
        assertThat(user.at("/user/givenName").asString()).isEqualTo("Amara");
        assertThat(user.at("/user/familyName").asString()).isEqualTo("Okafor");
        assertThat(enrollment.toString()).as("no personal data in an id").doesNotContain("amara");
    }

    @Test
    void aPlaceThatWasGivenBackIsToBeDeletedAndOnlyWhatHasChangedIsFetched() {
        var stays = purchases.buys(Purchases.learner("Amara Okafor"), course);
        var leaves = purchases.buys(Purchases.learner("Bea Lind"), course);
        waits(stays);
        waits(leaves);
        system.get(ROSTERING + "/enrollments");
        purchases.awaitState(leaves, "CONFIRMED");
        purchases.awaitState(stays, "CONFIRMED");
        var since = system.json(ROSTERING + "/enrollments?sort=dateLastModified&orderBy=desc&limit=1")
                .at("/enrollments/0/dateLastModified")
                .asString();

        withdraw.ofLines(List.of(leaves.line())).as(transaction::transactional).blockLast();

        var changed = system.json(ROSTERING + "/enrollments?filter=dateLastModified>'" + since + "'");
        assertThat(changed.path("enrollments").size()).isEqualTo(1);
        assertThat(changed.at("/enrollments/0/status").asString()).isEqualTo("tobedeleted");
        assertThat(changed.at("/enrollments/0/sourcedId").asString())
                .isEqualTo(leaves.enrollment().toString());
        assertThat(system.json(ROSTERING + "/classes/" + course.intake() + "/students")
                        .path("users")
                        .size())
                .isEqualTo(1);
    }
}
