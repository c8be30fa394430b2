package market.tessera.provider.pathway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import market.tessera.provider.provider.Providers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

class PathwaysTests extends PathwaySteps {
    @Autowired
    private Providers providers;

    @Autowired
    private TransactionalOperator transaction;

    @Test
    void bringsAPathwayFromItsTitleToTheCatalogLog() {
        var moorings = published(nordkyst, "Moorings");
        var wind = published(cast.institution("Havn"), "Offshore wind");
        var pathway = begin("Offshore wind engineer");

        write(
                pathway,
                "offering",
                moorings,
                "offering",
                wind,
                "rule.type",
                "anyOf",
                "rule.n",
                "2",
                "award.name",
                "Engineer",
                "award.institution",
                "Nordkyst",
                "creditBearing",
                "true",
                "recognition[0].award",
                "MSc Energy",
                "recognition[0].institution",
                "Fjell",
                "courseCodes",
                "ENG 204\nENG 205");
        act(author, pathway, "propose", "why", "First edition");
        act(reviewer, pathway, "approve");
        act(approver, pathway, "publish");

        var told = told(pathway);
        assertThat(told.path("rule")).isEqualTo(json("{\"type\": \"anyOf\", \"n\": 2}"));
        assertThat(told.path("offerings")).isEqualTo(json("[\"%s\", \"%s\"]".formatted(moorings, wind)));
        assertThat(told.path("award").path("institution").asString()).isEqualTo("Nordkyst");
        assertThat(told.path("creditBearing").asBoolean()).isTrue();
        assertThat(told.path("recognition").path(0).path("award").asString()).isEqualTo("MSc Energy");
        assertThat(told.path("courseCodes").path(0).asString()).isEqualTo("ENG 204");
        assertThat(told.path("edition").asInt()).isEqualTo(1);
        assertThat(reviewer.page(pathway))
                .contains("Published as edition 1", "Ane Author", "Rolf Reviewer", "Offshore wind (Havn)");
        assertThat(author.page(pathway + "/history.csv")).contains("published,1,Petra Approver");
    }

    @Test
    void isPublishedOnItsDayIfItsPartsArePublicByThen() {
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(3).toString();
        var sound = inReview("Welder");
        act(reviewer, sound, "approve");
        var early = begin("Brazier");
        write(early, "offering", published(nordkyst, "Welding"), "offering", unpublished("Brazing"));
        act(author, early, "propose");
        act(reviewer, early, "approve");

        approver.post(sound + "/publish", "revision", revision(sound), "on", "2020-01-01")
                .expectStatus()
                .isEqualTo(422);
        act(approver, sound, "publish", "on", day);
        act(approver, early, "publish", "on", day);
        assertThat(state(sound)).isEqualTo("scheduled");
        assertThat(approver.page(sound)).contains("Take off the schedule");
        assertThat(approver.page("/portal/pathways?state=scheduled"))
                .contains("selected=\"selected\">Scheduled", sound);
        clock.pass(Duration.ofDays(4));

        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> {
            assertThat(one("select status from pathway where id = :id", sound)).isEqualTo("published");
            assertThat(state(early)).isEqualTo("approved");
        });
        clock.backToNow();
        assertThat(author.page(sound)).contains("Published as edition 1");
        assertThat(author.page(early)).contains("Brazing");
    }

    @Test
    void keepsWhatIsPublicWhileTheNextEditionIsWritten() {
        var pathway = inReview("Welder");
        act(reviewer, pathway, "approve");
        act(approver, pathway, "publish");

        edit(author, pathway, "title", "Master welder");

        assertThat(told(pathway).path("title").asString()).isEqualTo("Welder");
        assertThat(approver.page(pathway)).contains("What would change", "Master");
        assertThatThrownBy(() -> cast.database()
                        .sql("update pathway_version set content = '{}' where pathway = :id")
                        .bind("id", id(pathway))
                        .then()
                        .block())
                .isInstanceOf(NonTransientDataAccessException.class)
                .hasMessageContaining("never changes");
        author.follow(pathway + "/discard", "revision", revision(pathway));
        assertThat(author.page(pathway)).contains("Welder").doesNotContain("Master");
        assertThat(edited(author, pathway, "title", "From an edition that is no longer public", "edition", "7"))
                .isEqualTo(409);
    }

    @Test
    void isPublicUnderTheTitleThatItHasThenAndStaysThere() {
        var pathway = inReview("Welder");
        act(author, pathway, "take-back");
        for (var title : List.of("Master welder", "Welding engineer")) {
            edit(author, pathway, "title", title);
            act(author, pathway, "propose");
            act(reviewer, pathway, "approve");
            act(approver, pathway, "publish");
        }

        assertThat(one("select slug from pathway where id = :id", pathway)).isEqualTo("master-welder-p-" + nordkyst);
    }

    @Test
    void losesNothingThatWasTypedWhereSomebodyElseWasFaster() {
        var pathway = begin("Welder");
        var before = revision(pathway);
        edit(author, pathway, "title", "Master welder");

        var answer = author.post(
                        pathway + "/edit",
                        "revision",
                        before,
                        "title",
                        "Welding champion",
                        "rule.type",
                        "anyOf",
                        "rule.n",
                        "x")
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(answer)
                .contains("Somebody else has changed this pathway meanwhile", "Welding champion", "Master welder");
    }

    @Test
    void leavesTheMarketWithItsInstitutionOrByADecision() {
        var pathway = inReview("Welder");
        act(reviewer, pathway, "approve");
        act(approver, pathway, "publish");
        var operator = cast.signedIn(cast.operator("Olga Operator"));

        operator.follow("/portal/providers/" + nordkyst + "/suspend", "said", "An appeal is pending");
        assertThat(told(pathway).path("status").asString()).isEqualTo("withdrawn");

        assertThat(approver.post(pathway + "/retire", "why", " ")
                        .returnResult(Void.class)
                        .getStatus()
                        .value())
                .isEqualTo(422);
        approver.follow(pathway + "/retire", "why", "Nobody has begun it");
        assertThat(approver.page(pathway)).contains("Retired", "Nobody has begun it");
    }

    @Test
    void isToldToNobodyWhenItIsPublishedWhileItsInstitutionIsBeingSuspended() {
        var pathway = inReview("Welder");
        act(reviewer, pathway, "approve");
        var revision = revision(pathway);

        var published = providers
                .withdrawVerification(nordkyst)
                .then(Mono.fromSupplier(
                        () -> Mono.fromCallable(() -> approver.follow(pathway + "/publish", "revision", revision))
                                .subscribeOn(Schedulers.boundedElastic())
                                .toFuture()))
                .delayUntil(done -> Mono.firstWithSignal(
                        cast.waitedFor(), Mono.fromFuture(done, true).then()))
                .as(transaction::transactional)
                .block();

        assertThat(published.join()).contains(pathway);
        assertThat(cast.count(
                        "select count(*) from event_log where subject = :id",
                        id(pathway).toString()))
                .isZero();
    }
}
