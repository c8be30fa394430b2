package market.tessera.provider.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.access.Scope;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

@PortalTest
class GovernanceTests {
    @Autowired
    private Cast cast;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private MovableClock clock;

    private UUID nordkyst;
    private Person authorsSelf;
    private Browser author;
    private Browser reviewer;
    private Browser approver;
    private GovernanceSteps steps;

    @BeforeEach
    void anInstitutionWithPeople() {
        nordkyst = cast.institution("Nordkyst");
        steps = new GovernanceSteps(cast, nordkyst);
        authorsSelf = cast.person("Ane Author", nordkyst, Role.AUTHOR);
        author = cast.signedIn(authorsSelf);
        reviewer = cast.signedIn(cast.person("Rolf Reviewer", nordkyst, Role.REVIEWER));
        approver = cast.signedIn(cast.person("Petra Approver", nordkyst, Role.APPROVER));
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    @Test
    void bringsADraftFromItsTitleToTheCatalogLog() {
        var offering = begin("Offshore wind");

        act(author, offering, "propose", "why", "First edition");
        act(reviewer, offering, "approve", "why", "Outcomes can be measured");
        act(approver, offering, "publish");

        assertThat(events(offering)).containsExactly("offering.published");
        assertThat(reviewer.page(offering))
                .contains("Published as edition 1", "Ane Author", "Rolf Reviewer", "Outcomes can be measured");
    }

    @Test
    void saysWhoIsNext() {
        var offering = begin("Offshore wind");
        act(author, offering, "propose");

        assertThat(author.page(offering)).contains("Next: Petra Approver, Rolf Reviewer");
    }

    @Test
    void asksForChangesWithAReasonAndShowsTheDifferenceWhenProposedAgain() {
        var offering = begin("Offshore wind");
        act(author, offering, "propose");
        reviewer.post(offering + "/request-changes", "revision", revision(offering))
                .expectStatus()
                .isEqualTo(422);
        act(reviewer, offering, "request-changes", "why", "Say how long it takes");

        author.follow(
                offering + "/edit", "revision", revision(offering), "title", "Offshore wind", "effort.hours", "50");
        act(author, offering, "propose");

        assertThat(reviewer.page(offering)).contains("Say how long it takes", "Changed: Effort.");
    }

    @Test
    void goesOnWithoutAReviewerWhoHasLeftButNotWithoutAnyApproval() {
        var board = cast.person("Berit Board", nordkyst, Role.REVIEWER);
        var head = cast.signedIn(cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR));
        var leave = "/portal/settings/" + nordkyst + "/team/people/" + board.id() + "/remove";
        head.follow(
                "/portal/settings/" + nordkyst + "/reviews",
                "steps[0].place",
                "1",
                "steps[0].name",
                "Board",
                "steps[0].roles",
                "reviewer",
                "steps[0].rule",
                "all");
        var approvedByOne = begin("Offshore wind");
        act(author, approvedByOne, "propose");
        act(reviewer, approvedByOne, "approve");
        var approvedByNobody = begin("Onshore wind");
        act(author, approvedByNobody, "propose");
        assertThat(state(approvedByOne)).isEqualTo("in-review");

        head.follow(leave);

        assertThat(state(approvedByOne)).isEqualTo("approved");
        assertThat(state(approvedByNobody)).isEqualTo("in-review");
        assertThat(author.page(approvedByOne)).contains("Review went on: it asks for no more approvals than there are");
    }

    @Test
    void letsNobodyDecideOnWhatTheyWroteOrProposed() {
        cast.join(authorsSelf, nordkyst, Role.APPROVER);
        var both = begin("Offshore wind");
        act(author, both, "propose");

        author.post(both + "/approve", "revision", revision(both))
                .expectStatus()
                .isEqualTo(409);

        assertThat(author.page(both)).contains("You cannot decide on this one").doesNotContain(">Approve<");
        assertThat(state(both)).isEqualTo("in-review");
    }

    @Test
    void letsOneOfTwoApproversAtTheSameMomentWinAndTellsTheOther() {
        var offering = begin("Offshore wind");
        act(author, offering, "propose");
        var revision = revision(offering);

        var answers = Flux.just(reviewer, approver)
                .flatMap(browser -> Mono.fromCallable(() -> browser.post(offering + "/approve", "revision", revision)
                                .expectBody(String.class)
                                .returnResult())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();

        assertThat(answers).extracting(answer -> answer.getStatus().value()).containsExactlyInAnyOrder(303, 409);
        assertThat(answers)
                .filteredOn(answer -> answer.getStatus().value() == 409)
                .allSatisfy(answer -> assertThat(answer.getResponseBody()).contains("Somebody was faster"));
        assertThat(actions(offering)).containsExactly("BEGUN", "PROPOSED", "APPROVED");
    }

    @Test
    void goesThroughTheStepsThatTheInstitutionWants() {
        step(1, "Academic board", "reviewer", "all");
        step(2, "Quality", "approver", "any");
        var second = cast.signedIn(cast.person("Siri Second", nordkyst, Role.REVIEWER));
        var offering = begin("Offshore wind");
        act(author, offering, "propose");

        act(reviewer, offering, "approve");
        approver.post(offering + "/approve", "revision", revision(offering))
                .expectStatus()
                .isForbidden();
        act(second, offering, "approve");
        assertThat(state(offering)).isEqualTo("in-review");
        assertThat(author.page(offering)).contains("Review: Quality", "Next: Petra Approver");
        act(approver, offering, "approve");

        assertThat(state(offering)).isEqualTo("approved");
    }

    @Test
    void publishesWhatWasScheduledWhenItsTimeComes() {
        var offering = approved("Offshore wind");
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(3);
        act(approver, offering, "publish", "on", day.toString());
        assertThat(events(offering)).isEmpty();

        clock.pass(Duration.ofDays(4));

        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(events(offering)).containsExactly("offering.published"));
        clock.backToNow();
        assertThat(author.page(offering)).contains("By schedule");
    }

    @Test
    void refusesAScheduleInThePast() {
        var offering = approved("Offshore wind");

        approver.post(offering + "/publish", "revision", revision(offering), "on", "2020-01-01")
                .expectStatus()
                .isEqualTo(422);
        approver.post(offering + "/publish", "revision", revision(offering), "on", "tomorrow")
                .expectStatus()
                .isEqualTo(422);
        approver.post(offering + "/publish", "revision", revision(offering), "on", "+999999999-12-31")
                .expectStatus()
                .isEqualTo(422);
        approver.post(offering + "/publish", "revision", revision(offering), "on", "", "time", "09:00")
                .expectStatus()
                .isEqualTo(422);

        assertThat(state(offering)).isEqualTo("approved");
    }

    @Test
    void retiresWhatIsPublicAndKeepsTheNextEditionSeparate() {
        var offering = approved("Offshore wind");
        act(approver, offering, "publish");
        author.follow(offering + "/edit", "revision", "0", "title", "Offshore wind II");
        assertThat(author.page(offering)).contains("What would change");

        approver.post(offering + "/retire").expectStatus().isEqualTo(422);
        approver.follow(offering + "/retire", "why", "No teacher");

        assertThat(events(offering)).containsExactly("offering.published", "offering.withdrawn");
        assertThat(state(offering)).isEqualTo("idea");
    }

    @Test
    void isPublicUnderTheTitleThatItHasThenAndStaysThere() {
        var offering = begin("What somebody asked for " + nordkyst);
        author.follow(offering + "/edit", "revision", "0", "title", "Wind farms " + nordkyst);
        act(author, offering, "propose");
        act(reviewer, offering, "approve");
        act(approver, offering, "publish");
        var slug = steps.one("select slug from offering where id = :id", offering);

        author.follow(offering + "/edit", "revision", "0", "title", "Wind parks");
        act(author, offering, "propose");
        act(reviewer, offering, "approve");
        act(approver, offering, "publish");

        assertThat(slug).isEqualTo("wind-farms-" + nordkyst);
        assertThat(steps.one("select slug from offering where id = :id", offering))
                .isEqualTo(slug);
    }

    @Test
    void takesNothingBackThatAFileHasPublishedWhileTheNextEditionWasWritten() {
        var offering = imported("100");
        var writer = cast.program(nordkyst, null, Scope.WRITE);
        var resource = offering.replace("/portal/", "/api/v1/provider/");
        writer.get(resource);
        writer.send(HttpMethod.PATCH, resource, "{\"elements\": {\"summary\": \"By Ane\"}}", Map.of());
        imported("200");

        assertThat(author.page(offering))
                .contains("A newer version has become public since this draft was begun", "take these back: Costs.");
        author.follow(offering + "/catch-up", "revision", revision(offering));

        assertThat(author.page(offering)).doesNotContain("A newer version has become public");
        assertThat(steps.one("""
                        select concat(elements ->> 'summary', ' ', elements #>> '{costs,0,amount}')
                        from offering_draft where offering = :id
                        """, offering)).isEqualTo("By Ane 200");
    }

    /** As a picture does that an import brings; see {@code ImportedFilesTests}. */
    @Test
    void keepsThePictureThatHasBecomePublicWhileTheNextEditionWasReviewed() {
        var offering = imported("100");
        author.follow(offering + "/edit", "revision", "0", "title", "Wind parks");
        act(author, offering, "propose");
        database.sql("""
                        with next as (
                          insert into offering_version (offering, edition, elements, provenance, completeness, comparable_in, published_by)
                          select offering, 2, elements || '{"image": {"url": "/media/sea", "alt": "The sea"}}', provenance, completeness, comparable_in,
                            published_by
                          from offering_version where offering = :id returning offering, edition)
                        update offering o set edition = next.edition from next where o.id = next.offering
                        """).bind("id", GovernanceSteps.id(offering)).then().block();

        assertThat(author.page(offering)).doesNotContain("A newer version has become public");
        act(reviewer, offering, "approve");
        act(approver, offering, "publish");

        assertThat(steps.one("""
                        select concat(elements ->> 'title', ' ', elements #>> '{image,url}')
                        from offering_version where offering = :id and edition = 3
                        """, offering)).isEqualTo("Wind parks /media/sea");
    }

    /** @return the page of the offering that a file of the institution brings */
    private String imported(String price) {
        var system = cast.program(nordkyst, null, Scope.IMPORT);
        var job = system.post("/api/v1/imports", """
                        {"source": "site", "offerings": [{"externalId": "1", "title": "Offshore wind", "summary": "At sea",
                          "costs": [{"type": "tuition", "amount": %s, "currency": "NOK", "mandatory": true}]}]}
                        """.formatted(price));
        await().atMost(Duration.ofMinutes(3))
                .until(() -> system.get("/api/v1/imports/" + job.text("/id"))
                        .text("/status")
                        .equals("completed"));
        return "/portal/offerings/"
                + database.sql("select id::text from offering where provider = :provider")
                        .bind("provider", nordkyst)
                        .map(row -> row.get(0, String.class))
                        .one()
                        .block();
    }

    @Test
    void doesNotBringBackOnItsDayWhatWasRetiredMeanwhile() {
        var offering = approved("Offshore wind");
        act(approver, offering, "publish");
        author.follow(offering + "/edit", "revision", "0", "title", "Offshore wind II");
        act(author, offering, "propose");
        act(reviewer, offering, "approve");
        act(
                approver,
                offering,
                "publish",
                "on",
                LocalDate.now(ZoneOffset.UTC).plusDays(3).toString());

        approver.follow(offering + "/retire", "why", "No teacher");

        assertThat(state(offering)).isEqualTo("approved");
        assertThat(approver.page(offering)).contains("Taken off the schedule");
        assertThat(events(offering)).containsExactly("offering.published", "offering.withdrawn");
    }

    private String begin(String title) {
        return steps.begin(author, title);
    }

    private String approved(String title) {
        var offering = begin(title);
        act(author, offering, "propose");
        act(reviewer, offering, "approve");
        return offering;
    }

    private void act(Browser who, String offering, String deed, String... fields) {
        steps.act(who, offering, deed, fields);
    }

    private void step(int place, String name, String role, String rule) {
        database.sql(
                        "insert into review_step (provider, place, name, roles, rule) values (:p, :place, :name, array[:role], :rule)")
                .bind("p", nordkyst)
                .bind("place", place)
                .bind("name", name)
                .bind("role", role)
                .bind("rule", rule)
                .then()
                .block();
    }

    private String revision(String offering) {
        return steps.revision(offering);
    }

    private String state(String offering) {
        return steps.state(offering);
    }

    private List<String> events(String offering) {
        return steps.events(offering);
    }

    private List<String> actions(String offering) {
        return database.sql("select action from governance_event where offering = :id order by id")
                .bind("id", GovernanceSteps.id(offering))
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }
}
