package market.tessera.checkout.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import org.junit.jupiter.api.Test;

/** What a system may read. */
class RosterAccessTests extends RosterReadings {
    @Test
    void anotherProvidersLearnersAreNotThere() {
        var ours = purchases.buys(Purchases.learner("Amara Okafor"), course);
        var other = purchases.course("Another provider's");
        var stranger = StudentSystem.of(other, shop).fetcher;
        var user = system.json(ROSTERING + "/users").at("/users/0/sourcedId").asString();

        for (var path : List.of(
                ROSTERING + "/orgs/" + course.provider(),
                ROSTERING + "/schools/" + course.provider() + "/enrollments",
                ROSTERING + "/courses/" + course.offering(),
                ROSTERING + "/classes/" + course.intake(),
                ROSTERING + "/classes/" + course.intake() + "/students",
                ROSTERING + "/terms/" + course.provider() + "-self-paced",
                ROSTERING + "/users/" + user,
                ROSTERING + "/users/" + user + "/classes",
                ROSTERING + "/students/" + user,
                ROSTERING + "/enrollments/" + ours.enrollment(),
                GRADEBOOK + "/lineItems/" + course.intake(),
                GRADEBOOK + "/results/" + ours.enrollment(),
                GRADEBOOK + "/classes/" + course.intake() + "/results")) {
            assertThat(stranger.get(path).statusCode()).as(path).isEqualTo(404);
        }
        for (var path : List.of("/users", "/enrollments", "/students")) {
            assertThat(stranger.get(ROSTERING + path).headers().firstValue("X-Total-Count"))
                    .as(path)
                    .hasValue("0");
        }
        assertThat(stranger.put(
                                GRADEBOOK + "/results/r-9",
                                GradebookTests.result(course.intake(), user, "fully graded", "90", ""))
                        .statusCode())
                .isEqualTo(404);
        assertThat(new String(stranger.file(""), StandardCharsets.ISO_8859_1)).doesNotContain("amara");
    }

    @Test
    void aKeyOpensOnlyWhatItIsForAndNothingOnceItIsRevoked() {
        assertThat(new Fetcher(system.id(), "guessed")
                        .asksForAToken(Fetcher.SCOPES)
                        .statusCode())
                .isEqualTo(401);
        assertThat(system.asksForAToken("https://example.org/scope").body()).contains("invalid_scope");
        var grades = "https://purl.imsglobal.org/spec/or/v1p2/scope/gradebook.readonly";
        var narrow = LearnerBrowser.match(system.asksForAToken(grades).body(), "\"access_token\":\"([^\"]*)\"");
        assertThat(Fetcher.get(ROSTERING + "/users", narrow).statusCode()).isEqualTo(403);
        assertThat(Fetcher.get(GRADEBOOK + "/results", narrow).statusCode()).isEqualTo(200);
        assertThat(system.get(ROSTERING + "/demographics").statusCode()).isEqualTo(403);

        var token = system.token();
        connected
                .administrator
                .post(connected.page + "/keys/" + system.id() + "/end", Map.of())
                .block();

        assertThat(Fetcher.get(ROSTERING + "/users", token).statusCode()).isEqualTo(401);
        assertThat(system.asksForAToken(Fetcher.SCOPES).statusCode()).isEqualTo(401);
        assertThat(purchases.count(
                        "select count(*) from system_client where secret_hash = $1",
                        system.secret().getBytes(StandardCharsets.UTF_8)))
                .as("kept as it is")
                .isZero();
    }
}
