package market.tessera.provider.governance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class GovernanceTests extends GovernedOfferings {
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

    private List<String> actions(String offering) {
        return database.sql("select action from governance_event where offering = :id order by id")
                .bind("id", GovernanceSteps.id(offering))
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }
}
