package market.tessera.checkout.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import market.tessera.checkout.Surroundings;
import market.tessera.checkout.client.SystemClient.Purpose;
import market.tessera.checkout.client.SystemClients.Made;
import market.tessera.checkout.connection.Connections;
import market.tessera.checkout.connection.MoveOn;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Courses that report by xAPI what their learners have achieved. */
class StatementsTests extends ReportingCourse {
    @Autowired
    Connections connections;

    @Test
    void passingCompletesTheCourseWithItsScore() {
        assertThat(posts(statement("passed", bought, "2026-03-01T10:00:00Z", "\"score\": {\"scaled\": 0.91}"))
                        .statusCode())
                .isEqualTo(200);

        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
        purchases.awaitBadge(bought);
        assertThat(grade()).isEqualTo("91 %");
        assertThat(purchases.one(
                        "select completed_at::text from completion where enrollment = $1",
                        String.class,
                        bought.enrollment()))
                .contains("2026-03-01");
    }

    @Test
    void whatCompletesIsWhatTheConnectionSays() {
        connections
                .mark(course.provider(), connection, BigDecimal.ONE, MoveOn.COMPLETED_AND_PASSED)
                .block();

        posts(statement("passed", bought, "2026-03-02T10:00:00Z", ""));
        assertThat(purchases.state(bought)).isEqualTo("CONFIRMED");
        posts(statement("completed", bought, "2026-03-01T10:00:00Z", ""));

        assertThat(purchases.state(bought))
                .as("though that happened before, and came late")
                .isEqualTo("COMPLETED");
    }

    @Test
    void aCourseThatIsSatisfiedIsCompletedWhateverElseWasSaid() {
        connections
                .mark(course.provider(), connection, BigDecimal.ONE, MoveOn.PASSED)
                .block();
        posts(statement("failed", bought, "2026-03-01T10:00:00Z", ""));
        assertThat(purchases.state(bought)).isEqualTo("CONFIRMED");

        posts(statement("passed", bought, "2026-03-01T10:00:00Z", "")
                .replace(ADL + "passed", "https://w3id.org/xapi/adl/verbs/satisfied"));

        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
    }

    @Test
    void aPartThatIsCompletedCompletesNoCourseAndSomeCoursesSayThemselvesWhenTheyAre() {
        var context = "\"registration\": \"" + bought.enrollment() + "\"";
        var whole = "{\"id\": \"https://campus.example.edu/courses/1\"}";
        for (var verb : List.of("completed", "passed", "failed")) {
            posts(statement(verb, bought, "2026-03-01T10:00:00Z", "\"score\": {\"scaled\": 0.2}")
                    .replace(context, context + ", \"contextActivities\": {\"parent\": [" + whole + "]}"));
        }
        posts(progressed("2026-03-01T10:00:00Z", "40", "")
                .replace(context, context + ", \"contextActivities\": {\"parent\": " + whole + "}"));
        assertThat(purchases.state(bought)).isEqualTo("CONFIRMED");
        assertThat(purchases.count("select count(*) from progress where enrollment = $1", bought.enrollment()))
                .isZero();

        connections
                .mark(course.provider(), connection, BigDecimal.ONE, MoveOn.SATISFIED)
                .block();
        posts(statement("completed", bought, "2026-03-02T10:00:00Z", ""));
        assertThat(purchases.state(bought)).isEqualTo("CONFIRMED");
        posts(statement("satisfied", bought, "2026-03-03T10:00:00Z", "")
                .replace(ADL + "satisfied", "https://w3id.org/xapi/adl/verbs/satisfied")
                .replace(context, context + ", \"contextActivities\": {\"parent\": []}"));
        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
    }

    @Test
    void aVoidedStatementCountsNoMore() {
        var passed = UUID.randomUUID();
        assertThat(puts(passed, statement("passed", bought, "2026-03-01T10:00:00Z", ""))
                        .statusCode())
                .isEqualTo(204);
        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");

        posts("""
                {"actor": {"mbox": "mailto:teacher@example.org"}, "verb": {"id": "%svoided"},
                 "object": {"objectType": "StatementRef", "id": "%s"}}
                """.formatted(ADL, passed));

        assertThat(purchases.state(bought)).isEqualTo("ACTIVE");
        assertThat(get("?statementId=" + passed).statusCode()).isEqualTo(404);
    }

    @Test
    void theSameAgainIsFineAndAnotherOfThatIdIsNot() {
        var id = UUID.randomUUID();
        var said = statement("completed", bought, "2026-03-01T10:00:00Z", "");
        assertThat(puts(id, said).statusCode()).isEqualTo(204);
        assertThat(puts(id, said).statusCode()).isEqualTo(204);
        assertThat(puts(id, statement("failed", bought, "2026-03-01T10:00:00Z", ""))
                        .statusCode())
                .isEqualTo(409);

        assertThat(purchases.count("select count(*) from xapi_statement where enrollment = $1", bought.enrollment()))
                .isEqualTo(1);
        assertThat(get("?registration=" + bought.enrollment()).body()).contains(id.toString());
        assertThat(get("?statementId=" + id).body()).contains("completed");
    }

    @Test
    void whatWasSaidOfWhoHasGoneIsStillFineWhenItIsSaidAgain() {
        var id = UUID.randomUUID();
        var said = statement("progressed", bought, "2026-03-01T10:00:00Z", "");
        assertThat(puts(id, said).statusCode()).isEqualTo(204);
        purchases.run("update xapi_statement set body = body - 'actor' where enrollment = $1", bought.enrollment());
        purchases.run(
                "update enrollment set email = 'former-learner@tessera.invalid' where id = $1", bought.enrollment());

        assertThat(puts(id, said).statusCode()).isEqualTo(204);
        assertThat(posts(statement("completed", bought, "2026-03-02T10:00:00Z", ""))
                        .statusCode())
                .isEqualTo(200);

        assertThat(purchases.count(
                        "select count(*) from xapi_statement where enrollment = $1 and jsonb_exists(body, 'actor')",
                        bought.enrollment()))
                .isZero();
    }

    @Test
    void aBatchCountsAsAWholeOrNotAtAll() {
        var stranger = purchases.buys(amara, purchases.course("Another provider's"));
        var good = statement("passed", bought, "2026-03-01T10:00:00Z", "");

        assertThat(posts("[" + good + "," + statement("passed", stranger, "2026-03-01T10:00:00Z", "") + "]")
                        .statusCode())
                .isEqualTo(400);
        assertThat(posts("[" + good + ", {\"verb\": 5}]").body()).contains("/1/actor");
        assertThat(posts("[" + good + "," + good.replaceFirst("\\{", "{\"note\\\\u0000\": 1, ") + "]")
                        .body())
                .contains("\"/1\"", "null character");
        assertThat(posts("[" + good + "," + good.replace("courses/1", "x".repeat(32_000)) + "]")
                        .body())
                .contains("\"/1\"", "32000 letters");
        assertThat(posts("[]").statusCode()).isEqualTo(400);
        assertThat(posts("[" + "{},".repeat(200) + "{}]").statusCode()).isEqualTo(400);

        assertThat(purchases.state(bought)).isEqualTo("REQUESTED");
        assertThat(purchases.state(stranger)).isNotEqualTo("COMPLETED");
        assertThat(purchases.count("select count(*) from xapi_statement where enrollment = $1", bought.enrollment()))
                .isZero();
    }

    @Test
    void manyWhoSayTheSameAtOnceCompleteItOnce() {
        var said = IntStream.range(0, 8)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> posts(statement("passed", bought, "2026-03-01T10:00:00Z", ""))
                                .statusCode()))
                .toList();

        assertThat(said).allSatisfy(answer -> assertThat(answer.join()).isEqualTo(200));
        assertThat(purchases.state(bought)).isEqualTo("COMPLETED");
        assertThat(purchases.count(
                        "select count(*) from completion where enrollment = $1 and revision = 1", bought.enrollment()))
                .isEqualTo(1);
    }

    @Test
    void onlyTheProvidersOwnKeyIsTaken() {
        var said = statement("passed", bought, "2026-03-01T10:00:00Z", "");
        var other = purchases.course("Another provider's");
        var theirs = clients.add(other.provider(), purchases.connects(other.provider(), "HAND"), Purpose.XAPI, "test")
                .block();

        assertThat(send(request("/statements", theirs).POST(BodyPublishers.ofString(said)))
                        .statusCode())
                .isEqualTo(400);
        assertThat(send(request("/statements", new Made(key.id(), "guessed")).POST(BodyPublishers.ofString(said)))
                        .statusCode())
                .isEqualTo(401);
        assertThat(send(HttpRequest.newBuilder(URI.create(Surroundings.ORIGIN + "/xapi/statements"))
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString(said)))
                        .body())
                .contains("X-Experience-API-Version");
        assertThat(send(request("/statements?registration=" + bought.enrollment(), theirs)
                                .GET())
                        .body())
                .contains("\"statements\":[]");
        assertThat(get("?agent=x").statusCode()).isEqualTo(400);
        assertThat(get("?registration=none").statusCode()).isEqualTo(400);
        clients.revoke(course.provider(), connection, key.id()).block();
        assertThat(posts(said).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> puts(UUID id, String body) {
        return send(request("/statements?statementId=" + id, key).PUT(BodyPublishers.ofString(body)));
    }
}
