package market.tessera.provider.pathway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.provider.Providers;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PortalTest
class PathwaysTests {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired
    private Cast cast;

    @Autowired
    private MovableClock clock;

    @Autowired
    private Providers providers;

    @Autowired
    private TransactionalOperator transaction;

    private UUID nordkyst;
    private Browser author;
    private Browser reviewer;
    private Browser approver;

    @BeforeEach
    void anInstitutionWithPeople() {
        nordkyst = cast.institution("Nordkyst");
        author = cast.signedIn(cast.person("Ane Author", nordkyst, Role.AUTHOR));
        reviewer = cast.signedIn(cast.person("Rolf Reviewer", nordkyst, Role.REVIEWER));
        approver = cast.signedIn(cast.person("Petra Approver", nordkyst, Role.APPROVER));
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

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
    void isNotProposedIfNobodyCouldWalkIt() {
        var pathway = begin("Welder");
        write(pathway, "offering", published(nordkyst, "Welding"), "rule.type", "anyOf", "rule.n", "3");

        assertThat(refused(author, pathway, "propose"))
                .contains("two parts at least", "The rule asks for 3 parts, and there are 1");

        write(
                pathway,
                "offering",
                published(nordkyst, "A", 3),
                "offering",
                published(nordkyst, "B", 2),
                "rule.type",
                "creditSum",
                "rule.framework",
                "ECTS",
                "rule.points",
                "10");
        assertThat(refused(author, pathway, "propose")).contains("asks for 10 ECTS, and all parts together give 5");

        write(
                pathway,
                "offering",
                published(nordkyst, "A", 3),
                "offering",
                published(nordkyst, "B"),
                "rule.type",
                "creditSum",
                "rule.framework",
                "ECTS",
                "rule.points",
                "10");
        act(author, pathway, "propose");
        assertThat(author.page(pathway)).contains("3 ECTS as far as it is stated (one part says nothing in ECTS)");
    }

    @Test
    void waitsForItsPartsToBePublic() {
        var pathway = begin("Welder");
        write(pathway, "offering", published(nordkyst, "Welding"), "offering", unpublished("Brazing"));
        act(author, pathway, "propose");
        act(reviewer, pathway, "approve");

        assertThat(refused(approver, pathway, "publish")).contains("Not public yet, or no longer: Brazing");
        assertThat(state(pathway)).isEqualTo("approved");
    }

    @Test
    void takesNothingOfOthersThatIsNotPublic() {
        var havn = cast.institution("Havn");
        var theirs = cast.signedIn(cast.person("Hanna", havn, Role.AUTHOR))
                .follow("/portal/offerings/new", "title", "Secret plans", "provider", havn.toString())
                .replaceAll("/portal/offerings/|/edit", "");
        published(havn, "Open harbour");
        var pathway = begin("Harbour master");

        assertThat(edited(author, pathway, "offering", theirs)).isEqualTo(409);
        assertThat(found(pathway, "harbour")).contains("Open harbour", "Havn");
        assertThat(found(pathway, "secret")).doesNotContain("Secret plans");
        assertThat(edited(author, pathway, "pathway", begin(havn, "Theirs"))).isEqualTo(409);
    }

    @Test
    void refusesCirclesOverHoweverManySteps() {
        var one = begin("One");
        var two = begin("Two");
        var three = begin("Three");
        write(one, "pathway", id(two).toString());
        write(two, "pathway", id(three).toString());

        assertThat(edited(author, three, "pathway", id(one).toString())).isEqualTo(409);
        assertThat(edited(author, one, "pathway", id(one).toString())).isEqualTo(409);
        assertThat(author.post(
                                three + "/edit",
                                "revision",
                                revision(three),
                                "title",
                                "Three",
                                "rule.type",
                                "allOf",
                                "pathway",
                                id(one).toString())
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .contains("One already contains this pathway");
    }

    @Test
    void refusesOneOfTwoEditsThatCloseACircleTogether() {
        for (var round = 0; round < 5; round++) {
            var one = begin("One");
            var two = begin("Two");

            var answers = Flux.just(List.of(one, two), List.of(two, one))
                    .flatMap(pair -> Mono.fromCallable(() -> edited(
                                    author,
                                    pair.getFirst(),
                                    "pathway",
                                    id(pair.getLast()).toString()))
                            .subscribeOn(Schedulers.boundedElastic()))
                    .collectList()
                    .block();

            assertThat(answers).containsExactlyInAnyOrder(303, 409);
        }
    }

    @Test
    void containsAWholePathway() {
        var inner = inReview("Welder");
        act(reviewer, inner, "approve");
        var outer = begin("Master welder");
        write(outer, "pathway", id(inner).toString(), "offering", published(nordkyst, "Leading a workshop"));
        act(author, outer, "propose");
        act(reviewer, outer, "approve");
        assertThat(refused(approver, outer, "publish")).contains("Not public yet, or no longer: Welder");

        act(approver, inner, "publish");
        act(approver, outer, "publish");

        assertThat(told(outer).path("pathways")).isEqualTo(json("[\"%s\"]".formatted(id(inner))));
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
    void movesAddsAndRemovesParts() {
        var a = published(nordkyst, "A");
        var b = published(nordkyst, "B");
        var c = published(nordkyst, "C");
        var pathway = begin("Letters");

        press(pathway, "add", "offering", a, "offering", b, "new-offering", c);
        press(pathway, "up:offering:2", "offering", a, "offering", b, "offering", c);
        assertThat(parts(pathway)).containsExactly(a, c, b);
        press(pathway, "drop:offering:0", "offering", a, "offering", c, "offering", b);
        assertThat(parts(pathway)).containsExactly(c, b);
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

    private String begin(String title) {
        return begin(nordkyst, title, author);
    }

    private String begin(UUID institution, String title) {
        var their = cast.signedIn(cast.person("Somebody", institution, Role.AUTHOR));
        return id(begin(institution, title, their)).toString();
    }

    private static String begin(UUID institution, String title, Browser who) {
        return who.follow("/portal/pathways", "title", title, "provider", institution.toString())
                .replace("/edit", "");
    }

    private String inReview(String title) {
        var pathway = begin(title);
        write(pathway, "offering", published(nordkyst, "First"), "offering", published(nordkyst, "Second"));
        act(author, pathway, "propose");
        return pathway;
    }

    private void write(String pathway, String... fields) {
        edit(author, pathway, fields);
    }

    private void edit(Browser who, String pathway, String... fields) {
        assertThat(edited(who, pathway, fields)).isEqualTo(303);
    }

    private int edited(Browser who, String pathway, String... fields) {
        return who.post(pathway + "/edit", whole(pathway, fields))
                .returnResult(Void.class)
                .getStatus()
                .value();
    }

    /** With what the form has in it anyway. */
    private String[] whole(String pathway, String... fields) {
        var all = new ArrayList<>(List.of("revision", revision(pathway)));
        var names = Stream.iterate(0, at -> at < fields.length, at -> at + 2)
                .map(at -> fields[at])
                .toList();
        if (!names.contains("title")) {
            all.addAll(List.of(
                    "title",
                    one(
                            "select coalesce(d.content, v.content) ->> 'title' from pathway w left join pathway_draft d on d.pathway = w.id left join pathway_version v on v.pathway = w.id where w.id = :id limit 1",
                            pathway)));
        }
        if (!names.contains("rule.type")) {
            all.addAll(List.of("rule.type", "allOf"));
        }
        if (!names.contains("offering") && !names.contains("pathway")) {
            parts(pathway).forEach(part -> all.addAll(List.of("offering", part)));
        }
        all.addAll(List.of(fields));
        return all.toArray(String[]::new);
    }

    private void press(String pathway, String button, String... fields) {
        var sent = Stream.concat(Stream.of("press", button), Stream.of(fields)).toArray(String[]::new);
        author.post(pathway + "/edit", whole(pathway, sent)).expectStatus().isOk();
    }

    private String found(String pathway, String words) {
        return author.post(pathway + "/edit", whole(pathway, "press", "find", "find", words))
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody()
                .replaceAll("(?s)^.*role=\"status\"", "");
    }

    private void act(Browser who, String pathway, String deed, String... fields) {
        who.follow(
                pathway + "/" + deed,
                Stream.concat(Stream.of("revision", revision(pathway)), Stream.of(fields))
                        .toArray(String[]::new));
    }

    private String refused(Browser who, String pathway, String deed) {
        return who.post(pathway + "/" + deed, "revision", revision(pathway))
                .expectStatus()
                .isEqualTo(HttpStatus.CONFLICT)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private String published(UUID institution, String title) {
        return offering(institution, "{\"title\": \"%s\"}".formatted(title));
    }

    private String published(UUID institution, String title, int ects) {
        return offering(
                institution,
                "{\"title\": \"%s\", \"credit\": {\"framework\": \"ECTS\", \"points\": %d}}".formatted(title, ects));
    }

    private String offering(UUID institution, String elements) {
        var id = UUID.randomUUID();
        cast.database()
                .sql("""
                        with made as (insert into offering (id, provider, slug) values (:id, :provider, :slug)),
                        told as (insert into offering_version (offering, edition, elements, completeness, comparable_in, published_by)
                          values (:id, 1, :elements::jsonb, 0, '{}', 'test'))
                        select 1
                        """)
                .bind("id", id)
                .bind("provider", institution)
                .bind("slug", "o-" + id)
                .bind("elements", elements)
                .then()
                .then(cast.database()
                        .sql(
                                "update offering set status = 'published', edition = 1, published_at = now() where id = :id")
                        .bind("id", id)
                        .then())
                .block();
        return id.toString();
    }

    private String unpublished(String title) {
        return author.follow("/portal/offerings/new", "title", title, "provider", nordkyst.toString())
                .replaceAll("/portal/offerings/|/edit", "");
    }

    private List<String> parts(String pathway) {
        return cast.database()
                .sql("""
                        select jsonb_array_elements_text(coalesce(d.content, v.content) -> 'offerings') as part
                        from pathway w left join pathway_draft d on d.pathway = w.id left join pathway_version v on v.pathway = w.id and v.edition = w.edition
                        where w.id = :id
                        """)
                .bind("id", id(pathway))
                .map(row -> row.get(0, String.class))
                .all()
                .collectList()
                .block();
    }

    private String revision(String pathway) {
        return one(
                "select coalesce((select revision from pathway_draft where pathway = :id), 0)::text from pathway where id = :id",
                pathway);
    }

    private String state(String pathway) {
        return one("select state from pathway_draft where pathway = :id", pathway);
    }

    /** What the log has told of it last. */
    private JsonNode told(String pathway) {
        return json(cast.database()
                .sql("select data::text from event_log where subject = :id order by id desc limit 1")
                .bind("id", id(pathway).toString())
                .map(row -> row.get(0, String.class))
                .one()
                .block());
    }

    private String one(String sql, String pathway) {
        return cast.database()
                .sql(sql)
                .bind("id", id(pathway))
                .map(row -> row.get(0, String.class))
                .one()
                .block();
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }

    private static UUID id(String pathway) {
        return UUID.fromString(pathway.substring(pathway.lastIndexOf('/') + 1));
    }
}
