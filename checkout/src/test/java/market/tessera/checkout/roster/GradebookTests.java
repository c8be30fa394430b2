package market.tessera.checkout.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Bought;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Shop;
import market.tessera.checkout.Waits;
import market.tessera.checkout.enrollment.Enrollments;
import market.tessera.checkout.enrollment.WithdrawEnrollments;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;

/** Results that a provider's student information system sends. */
@CheckoutTest
class GradebookTests {
    private static final String GRADEBOOK = "/ims/oneroster/gradebook/v1p2";

    @Autowired
    Shop shop;

    @Autowired
    Purchases purchases;

    @Autowired
    WithdrawEnrollments withdraw;

    @Autowired
    Enrollments enrollments;

    @Autowired
    DatabaseClient database;

    @Autowired
    TransactionalOperator transaction;

    private Course course;
    private StudentSystem connected;
    private Fetcher system;

    @BeforeEach
    void aProviderWithAStudentInformationSystem() {
        course = purchases.course("Infection control in home care");
        connected = StudentSystem.of(course, shop);
        system = connected.fetcher;
    }

    @Test
    void aResultThatPassesCompletesTheCourseAndACorrectionTakesItBack() {
        var bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
        connected
                .administrator
                .post(connected.page + "/mark", Map.of("pass", "60", "moveOn", "Passed"))
                .block();

        assertThat(puts(bought, "sis-77", "partially graded", "90").statusCode())
                .isEqualTo(201);
        assertThat(purchases.state(bought))
                .as("known there, whatever was fetched")
                .isEqualTo("CONFIRMED");
        assertThat(puts(bought, "sis-77", "fully graded", "59.9").statusCode()).isEqualTo(201);
        assertThat(purchases.state(bought)).isEqualTo("CONFIRMED");
        assertThat(puts(bought, "sis-77", "fully graded", "82").statusCode()).isEqualTo(201);
        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
        assertThat(puts(bought, "sis-77", "fully graded", "82").statusCode()).isEqualTo(201);
        purchases.awaitBadge(bought);

        assertThat(system.json(GRADEBOOK + "/results/sis-77")
                        .at("/result/score")
                        .decimalValue())
                .isEqualByComparingTo("82");
        assertThat(puts(bought, "sis-77", "fully graded", "12").statusCode()).isEqualTo(201);
        assertThat(purchases.state(bought)).isEqualTo("ACTIVE");

        var other = purchases.buys(Purchases.learner("Bea Lind"), course);
        assertThat(puts(other, "sis-77", "fully graded", "82").body()).contains("invaliddata", "another student");
        assertThat(puts(other, "sis-78", "brilliant", "82").body()).contains("invaliddata", "scoreStatus");
        assertThat(puts(other, "sis-78", "fully \\u0000 graded", "82").body())
                .contains("invaliddata", "null character");
        assertThat(puts(other, "sis-%00", "fully graded", "82").statusCode()).isEqualTo(400);
        for (var score : List.of("1e999999999", "1e-999999999", "-1")) {
            assertThat(puts(bought, "sis-79", "fully graded", score).statusCode())
                    .as(score)
                    .isEqualTo(422);
        }
        assertThat(system.put(GRADEBOOK + "/results/sis-79", "{\"result\": 5}").statusCode())
                .isEqualTo(422);
    }

    @Test
    void anEarlierResultDoesNotUndoALaterOne() {
        var bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
        var user = user(bought);
        var later = result(
                course.intake(),
                user,
                "fully graded",
                "82",
                ", \"dateLastModified\": \"2026-03-02T10:00:00.000Z\", \"scoreDate\": \"2026-03-01\"");
        var earlier = result(
                course.intake(), user, "fully graded", "20", ", \"dateLastModified\": \"2026-03-01T10:00:00.000Z\"");

        assertThat(system.put(GRADEBOOK + "/results/sis-1", later).statusCode()).isEqualTo(201);
        assertThat(system.put(GRADEBOOK + "/results/sis-1", earlier).body()).contains("later dateLastModified");

        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
        assertThat(purchases.one(
                        "select completed_at::date::text from completion where enrollment = $1",
                        String.class,
                        bought.enrollment()))
                .as("the date of the score")
                .isEqualTo("2026-03-01");
    }

    @Test
    void aResultIsThatOfThePlaceThatIsLeftOfTwo() {
        var amara = Purchases.learner("Amara Okafor");
        var bought = purchases.buys(amara, course);
        var again = purchases.buys(amara, course);
        withdraw.ofLines(List.of(again.line())).as(transaction::transactional).blockLast();

        assertThat(puts(bought, "sis-2", "fully graded", "82").statusCode()).isEqualTo(201);

        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
        assertThat(purchases.state(again)).isEqualTo("WITHDRAWN");
    }

    @Test
    void aResultThatIsDeletedCompletesNothingAnyMore() {
        var bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
        puts(bought, "sis-1", "fully graded", "82");
        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
        var badge = purchases.awaitBadge(bought);
        var strange = StudentSystem.of(purchases.course("Another provider's"), shop).fetcher;

        assertThat(strange.delete(GRADEBOOK + "/results/sis-1").statusCode()).isEqualTo(404);
        assertThat(system.delete(GRADEBOOK + "/results/sis-1").statusCode()).isEqualTo(204);

        assertThat(purchases.state(bought)).isEqualTo("ACTIVE");
        assertThat(system.get(GRADEBOOK + "/results/sis-1").statusCode()).isEqualTo(404);
        assertThat(system.delete(GRADEBOOK + "/results/sis-1").statusCode()).isEqualTo(404);
        shop.await("select count(*) from badge where id = '%s' and revoked_at is not null".formatted(badge), 1L);
        assertThat(puts(bought, "sis-1", "fully graded", "90").statusCode()).isEqualTo(201);
        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
    }

    @Test
    void manyResultsOfALineItemArePostedAllOrNone() {
        var amara = purchases.buys(Purchases.learner("Amara Okafor"), course);
        var bea = purchases.buys(Purchases.learner("Bea Lind"), course);
        var results = GRADEBOOK + "/lineItems/" + course.intake() + "/results";
        var good = one("sis-1", user(amara), "82");

        assertThat(system.post(results, "{\"results\": [" + good + "," + one("sis-2", "nobody", "70") + "]}")
                        .statusCode())
                .isEqualTo(404);
        assertThat(system.post(results, "{\"results\": []}").statusCode()).isEqualTo(422);
        assertThat(system.post(results, "{\"results\": [null]}").statusCode()).isEqualTo(422);
        assertThat(purchases.state(amara)).isNotEqualTo("COMPLETED");

        var posted = system.post(results, "{\"results\": [" + good + "," + one("", user(bea), "82") + "]}");

        assertThat(posted.statusCode()).isEqualTo(201);
        assertThat(posted.body()).contains("\"suppliedSourcedId\":\"sis-1\",\"allocatedSourcedId\":\"sis-1\"");
        assertThat(purchases.state(amara)).isEqualTo("COMPLETED");
        assertThat(purchases.state(bea)).isEqualTo("COMPLETED");
    }

    @Test
    void resultsAreTakenInOneOrderWhateverTheOrderInWhichTheyArePosted() {
        var bought = Stream.of(
                        purchases.buys(Purchases.learner("Amara Okafor"), course),
                        purchases.buys(Purchases.learner("Bea Lind"), course))
                .sorted(Comparator.comparing(one -> one.enrollment().toString()))
                .toList();
        var both = bought.reversed().stream()
                .map(one -> one("", user(one), "82"))
                .collect(Collectors.joining(",", "{\"results\": [", "]}"));
        var posting = new CompletableFuture<HttpResponse<String>>();

        enrollments
                .lock(bought.getFirst().enrollment())
                .doOnNext(_ -> posting.completeAsync(
                        () -> system.post(GRADEBOOK + "/lineItems/" + course.intake() + "/results", both)))
                .flatMap(_ -> Waits.somebodyWaitsForUs(database))
                .then(Mono.defer(() -> enrollments.lock(bought.getLast().enrollment())))
                .as(transaction::transactional)
                .block();

        assertThat(posting.join().statusCode()).isEqualTo(201);
        assertThat(bought).allSatisfy(one -> assertThat(purchases.state(one)).isEqualTo("COMPLETED"));
    }

    @Test
    void aResultThatIsPutAgainWhileItIsDeletedKeepsItsName() {
        var bought = purchases.buys(Purchases.learner("Amara Okafor"), course);
        puts(bought, "sis-1", "fully graded", "82");
        var putting = new CompletableFuture<HttpResponse<String>>();

        enrollments
                .lock(bought.enrollment())
                .doOnNext(_ -> putting.completeAsync(() -> puts(bought, "sis-1", "fully graded", "90")))
                .flatMap(_ -> Waits.somebodyWaitsForUs(database))
                .then(Mono.defer(() -> database.sql("delete from roster_result where enrollment = :enrollment")
                        .bind("enrollment", bought.enrollment())
                        .then()))
                .as(transaction::transactional)
                .block();

        assertThat(putting.join().statusCode()).isEqualTo(201);
        assertThat(system.get(GRADEBOOK + "/results/sis-1").statusCode()).isEqualTo(200);
        assertThat(system.delete(GRADEBOOK + "/results/sis-1").statusCode()).isEqualTo(204);
    }

    private static String one(String name, String student, String score) {
        return """
                {"sourcedId": "%s", "student": {"sourcedId": "%s", "type": "user"}, "scoreStatus": "fully graded", "score": %s}
                """.formatted(name, student, score);
    }

    private String user(Bought bought) {
        return purchases.one(
                "select roster_user(provider, email, id) from enrollment where id = $1",
                String.class,
                bought.enrollment());
    }

    private HttpResponse<String> puts(Bought bought, String name, String status, String score) {
        return system.put(GRADEBOOK + "/results/" + name, result(course.intake(), user(bought), status, score, ""));
    }

    static String result(UUID lineItem, String student, String status, String score, String more) {
        return """
                {"result": {"sourcedId": "r", "status": "active", "lineItem": {"sourcedId": "%s", "type": "lineItem"},
                 "student": {"sourcedId": "%s", "type": "user"}, "scoreStatus": "%s", "score": %s%s}}
                """.formatted(lineItem, student, status, score, more);
    }
}
