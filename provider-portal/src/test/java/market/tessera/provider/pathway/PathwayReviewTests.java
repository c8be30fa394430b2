package market.tessera.provider.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneOffset;
import market.tessera.provider.Browser;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class PathwayReviewTests extends PathwaySteps {
    @Test
    void letsNobodyDecideOnTheirOwnWords() {
        var both = cast.signedIn(cast.person("Bo Both", nordkyst, Role.AUTHOR, Role.APPROVER));
        var pathway = inReview("Welder");
        assertThat(both.page("/portal/reviews")).contains(pathway, "Decide on the proposal");
        act(author, pathway, "take-back");
        edit(both, pathway, "title", "Master welder");
        act(author, pathway, "propose");

        both.post(pathway + "/approve", "revision", revision(pathway))
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT);

        assertThat(state(pathway)).isEqualTo("in-review");
        assertThat(both.page(pathway)).doesNotContain("Your decision");
        assertThat(both.page("/portal/reviews")).doesNotContain(pathway);
    }

    @Test
    void isReviewedByTheStepsOfItsInstitutionAndByWhoStandsIn() {
        var head = cast.signedIn(cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR));
        var standIn = cast.person("Siri Stand-in", nordkyst, Role.FINANCE);
        wantsBoardAndSenate(head, "any");
        var pathway = inReview("Welder");

        assertThat(author.page(pathway)).contains("Next: Rolf Reviewer", "Board", "Senate");
        assertThat(approver.page("/portal/reviews")).doesNotContain(pathway);
        approver.post(pathway + "/approve", "revision", revision(pathway))
                .expectStatus()
                .isForbidden();
        act(reviewer, pathway, "approve");
        assertThat(state(pathway)).isEqualTo("in-review");
        assertThat(approver.page("/portal/reviews")).contains(pathway);
        head.follow(pathway + "/stand-in", "colleague", standIn.id().toString());
        act(cast.signedIn(standIn), pathway, "approve");

        assertThat(state(pathway)).isEqualTo("approved");
        assertThat(author.page(pathway)).contains("Siri Stand-in");
        act(approver, pathway, "publish");
        assertThat(told(pathway).path("edition").asInt()).isEqualTo(1);
        assertThat(one("select count(*)::text from draft_review where subject = :id", pathway))
                .isEqualTo("0");
    }

    @Test
    void isDecidedByADeputyAndGoesOnWithoutWhoHasLeft() {
        var headsSelf = cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR);
        var head = cast.signedIn(headsSelf);
        var another = cast.person("Rita Reviewer", nordkyst, Role.REVIEWER);
        var deputy = cast.person("Dora Deputy", nordkyst, Role.FINANCE);
        wantsBoardAndSenate(head, "all");
        var today = LocalDate.now(ZoneOffset.UTC);
        reviewer.follow(
                "/portal/account/absence",
                "provider",
                nordkyst.toString(),
                "firstDay",
                today.toString(),
                "lastDay",
                today.plusDays(7).toString(),
                "deputy",
                deputy.id().toString());
        var pathway = inReview("Welder");

        act(cast.signedIn(deputy), pathway, "approve");
        assertThat(author.page(pathway)).contains("Dora Deputy for Rolf Reviewer");
        assertThat(author.page(pathway + "/history.csv")).contains("Dora Deputy,Rolf Reviewer");
        head.follow("/portal/settings/" + nordkyst + "/team/people/" + another.id() + "/remove");

        assertThat(author.page(pathway)).contains("Next: Petra Approver");
    }

    @Test
    void isTalkedAboutAndComesBackWithWhatHasChanged() {
        var pathway = inReview("Welder");

        reviewer.follow(pathway + "/comments", "element", "rule", "said", "Why all of them?");
        act(reviewer, pathway, "request-changes", "why", "Say what it leads to");
        assertThat(author.page(pathway)).contains("Why all of them?", "Rule", "Say what it leads to");
        author.follow(pathway + "/comments/" + one("select id::text from draft_comment where subject = :id", pathway)
                + "/settle");
        edit(author, pathway, "title", "Master welder");
        act(author, pathway, "propose");

        assertThat(reviewer.page(pathway)).contains("Settled by Ane Author", "Changed since the last review", "Master");
    }

    private void wantsBoardAndSenate(Browser head, String rule) {
        head.follow(
                "/portal/settings/" + nordkyst + "/reviews",
                "steps[0].name",
                "Board",
                "steps[0].roles",
                "reviewer",
                "steps[0].rule",
                rule,
                "steps[0].dueDays",
                "5",
                "steps[1].name",
                "Senate",
                "steps[1].roles",
                "approver",
                "steps[1].rule",
                "any");
    }

    @Test
    void countsOneOfTwoDecisionsAtTheSameMoment() {
        var pathway = inReview("Welder");
        var revision = revision(pathway);

        var answers = Flux.just(reviewer, approver)
                .flatMap(who -> Mono.fromCallable(() -> who.post(pathway + "/approve", "revision", revision)
                                .returnResult(Void.class)
                                .getStatus()
                                .value())
                        .subscribeOn(Schedulers.boundedElastic()))
                .collectList()
                .block();

        assertThat(answers).containsExactlyInAnyOrder(303, 409);
    }
}
