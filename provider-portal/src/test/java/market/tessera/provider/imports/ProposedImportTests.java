package market.tessera.provider.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import market.tessera.provider.Browser;
import market.tessera.provider.PortalTest;
import market.tessera.provider.Program;
import market.tessera.provider.Program.Answer;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.access.Scope;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

/** Files of a provider that wants its reviewers to see them first. */
@PortalTest
class ProposedImportTests {
    private static final String OFFERINGS = "/api/v1/provider/offerings";

    @Autowired
    private Cast cast;

    private UUID nordkyst;
    private Program system;
    private Program reviewer;
    private Program author;

    @BeforeEach
    void anInstitutionThatReviewsWhatItImports() {
        nordkyst = cast.institution("Nordkyst");
        system = cast.program(nordkyst, null, Scope.IMPORT);
        reviewer = cast.program(nordkyst, null, Scope.REVIEW);
        author = cast.program(nordkyst, null, Scope.WRITE);
        administrator().follow("/portal/settings/" + nordkyst + "/reviews/imports", "imports", "propose");
    }

    @Test
    void goToTheReviewersAndArePublishedByThem() {
        var report = imported("Welding");

        assertThat(report.body().at("/counts/created").asInt()).isEqualTo(1);
        assertThat(report.body().at("/proposed").asBoolean()).isTrue();
        var offering = only("in-review");
        assertThat(offering.body().has("published")).isFalse();
        decide(offering, "approve");
        decide(offering, "publish");
        assertThat(published()).isEqualTo("Welding");
    }

    @Test
    void proposeTheNextEditionOfWhatIsPublic() {
        imported("Welding");
        var offering = only("in-review");
        decide(offering, "approve");
        decide(offering, "publish");

        assertThat(imported("Welding").body().at("/counts/unchanged").asInt()).isEqualTo(1);
        assertThat(imported("Welding II").body().at("/counts/updated").asInt()).isEqualTo(1);

        var next = only("in-review");
        assertThat(next.text("/elements/title")).isEqualTo("Welding II");
        assertThat(next.text("/published/elements/title")).isEqualTo("Welding");
        assertThat(next.body().at("/basedOn").asInt()).isEqualTo(1);
    }

    @Test
    void leaveThePictureThatWasUploadedHere() {
        imported("Welding");
        var offering = only("in-review");
        decide(offering, "request-changes");
        var picture = "/media/" + "a".repeat(64);
        var drafted = cast.database()
                .sql("update offering_draft set elements = elements || cast(:picture as jsonb) where offering = :id")
                .bind("picture", "{\"image\": {\"url\": \"%s\", \"alt\": \"Sparks\"}}".formatted(picture))
                .bind("id", UUID.fromString(offering.text("/id")))
                .fetch()
                .rowsUpdated()
                .block();
        assertThat(drafted).isEqualTo(1);

        imported("Welding II");

        assertThat(only("in-review").text("/elements/title")).isEqualTo("Welding II");
        assertThat(only("in-review").text("/elements/image/url")).isEqualTo(picture);
        var next = only("in-review");
        decide(next, "approve");
        decide(next, "publish");
        administrator().follow("/portal/settings/" + nordkyst + "/reviews/imports", "imports", "publish");
        imported("Welding III");
        assertThat(cast.count("""
                        select count(*) from offering_version where offering = cast(:id as uuid) and elements ->> 'title' = 'Welding III'
                          and elements #>> '{image,alt}' = 'Sparks'
                        """, offering.text("/id"))).isEqualTo(1);
    }

    @Test
    void areNotProposedAgainWhileTheyWait() {
        imported("Welding");

        assertThat(imported("Welding").body().at("/counts/unchanged").asInt()).isEqualTo(1);
        assertThat(imported("Welding, corrected").body().at("/counts/updated").asInt())
                .isEqualTo(1);

        assertThat(only("in-review").text("/elements/title")).isEqualTo("Welding, corrected");
    }

    @Test
    void leaveDraftsAloneThatSomebodyIsWritingOn() {
        imported("Welding");
        var offering = only("in-review");
        decide(offering, "request-changes");
        author.get(path(offering));
        author.send(HttpMethod.PATCH, path(offering), "{\"elements\": {\"summary\": \"By hand\"}}", Map.of());

        var report = imported("Welding II");

        assertThat(report.body().at("/counts/unchanged").asInt()).isEqualTo(1);
        assertThat(report.text("/rows/0/reason")).contains("somebody is writing on a draft");
        assertThat(only("changes-requested").text("/elements/title")).isEqualTo("Welding");
    }

    @Test
    void areDecidedOnByNobodyWhoSentThem() {
        var both = cast.person("Ane Author", nordkyst, Role.AUTHOR, Role.REVIEWER);
        system = cast.program(nordkyst, both.id(), Scope.IMPORT);
        imported("Welding");
        var page = "/portal/offerings/" + only("in-review").text("/id");

        cast.signedIn(both)
                .post(page + "/approve", "revision", "0")
                .expectStatus()
                .isEqualTo(409);
    }

    private Answer imported(String title) {
        var started = system.post("/api/v1/imports", """
                {"source": "mine", "providers": [{"externalId": "we", "name": "Nordkyst"}],
                 "offerings": [{"externalId": "1", "provider": "we", "title": "%s", "intakes": [{"externalId": "i", "selfPaced": true}]}]}
                """.formatted(title));
        var address = "/api/v1/imports/" + started.text("/id");
        await().atMost(Duration.ofMinutes(3))
                .until(() -> system.get(address).text("/status").equals("completed"));
        return system.get(address);
    }

    private Answer only(String state) {
        var found = reviewer.get(OFFERINGS + "?state=" + state);
        assertThat(found.body().at("/items").size()).isEqualTo(1);
        return reviewer.get(OFFERINGS + "/" + found.text("/items/0/id"));
    }

    private void decide(Answer offering, String deed) {
        assertThat(reviewer.post(path(offering) + "/" + deed, "{\"why\": \"because\"}")
                        .status())
                .isEqualTo(200);
    }

    private String published() {
        return only("published").text("/published/elements/title");
    }

    private Browser administrator() {
        return cast.signedIn(cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR));
    }

    private static String path(Answer offering) {
        return OFFERINGS + "/" + offering.text("/id");
    }
}
