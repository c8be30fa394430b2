package market.tessera.provider.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.regex.Pattern;
import market.tessera.platform.identity.Person;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What happens to offerings once they are public: corrected, looked through again, retired on a day, taken down; and copied into new ones. */
@PortalTest
class UpkeepTests {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Autowired
    private Cast cast;

    @Autowired
    private MovableClock clock;

    private UUID nordkyst;
    private GovernanceSteps steps;
    private Person authorsSelf;
    private Person headsSelf;
    private Browser author;
    private Browser reviewer;
    private Browser head;

    @BeforeEach
    void anInstitutionWithPeople() {
        nordkyst = cast.institution("Nordkyst");
        steps = new GovernanceSteps(cast, nordkyst);
        authorsSelf = cast.person("Ane Author", nordkyst, Role.AUTHOR);
        headsSelf = cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR);
        author = cast.signedIn(authorsSelf);
        reviewer = cast.signedIn(cast.person("Rolf Reviewer", nordkyst, Role.REVIEWER));
        head = cast.signedIn(headsSelf);
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    @Test
    void correctsTypingErrorsWithoutAReviewButLeavesAVersion() {
        var offering = published("Ofshore wind");
        edit(offering, "0", "Offshore wind");

        assertThat(author.page(offering)).contains("Only typing errors?");
        steps.act(author, offering, "correct", "why", "A letter was missing");

        assertThat(steps.events(offering)).containsExactly("offering.published", "offering.published");
        assertThat(author.page(offering)).contains("Typing errors corrected, edition 2", "A letter was missing");
        assertThat(author.page(offering + "/versions?from=1&to=2")).contains("<del>Ofshore</del>");
    }

    @Test
    void overwritesNoEditionThatCameWhileTheEditorWasOpen() {
        var offering = published("Ofshore wind");
        var was = author.page(offering + "/edit").replaceAll("(?s).*name=\"was\" value=\"([^\"]*)\".*", "$1");
        edit(offering, "0", "Offshore wind");
        author.follow(offering + "/correct", "revision", steps.revision(offering));

        var page = author.post(
                        offering + "/edit", "revision", "0", "was", was, "title", "Ofshore wind", "summary", "At sea")
                .expectStatus()
                .isEqualTo(409)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page).contains("value=\"Offshore wind\"", ">At sea</textarea>", "taken over into your form: Title");
        assertThat(steps.one("select count(*)::text from offering_draft where offering = :id", offering))
                .isEqualTo("0");
    }

    @Test
    void countsCorrectionsTogetherUntilSomebodyElseLooksAndPutsNothingBackOnTheMarket() {
        var offering = published("Wind");
        edit(offering, "0", "Wind on the cold and windy coast by night");
        steps.act(author, offering, "correct");
        edit(offering, "0", "Sun in the warm and quiet south at noon");

        author.post(offering + "/correct", "revision", steps.revision(offering))
                .expectStatus()
                .isEqualTo(303);
        edit(offering, "0", "Sun in the warm and quiet south at noon for all who want to come and bathe");
        author.post(offering + "/correct", "revision", steps.revision(offering))
                .expectStatus()
                .isEqualTo(409);

        steps.act(author, offering, "discard");
        head.follow(offering + "/retire", "why", "It is over");
        edit(offering, "0", "Sun in the warm and quiet south at dusk");
        author.post(offering + "/correct", "revision", steps.revision(offering))
                .expectStatus()
                .isEqualTo(409);
        assertThat(steps.events(offering)).endsWith("offering.withdrawn");
    }

    @Test
    void sendsEverythingElseToTheReviewers() {
        var offering = published("Offshore wind");
        author.follow(
                offering + "/edit",
                "revision",
                "0",
                "title",
                "Offshore wind",
                "effort.hours",
                "50",
                "effort.weeks",
                "");

        assertThat(author.page(offering)).doesNotContain("Only typing errors?");
        author.post(offering + "/correct", "revision", steps.revision(offering))
                .expectStatus()
                .isEqualTo(409);
        edit(offering, steps.revision(offering), "Offshore wind in 50 hours");
        author.post(offering + "/correct", "revision", steps.revision(offering))
                .expectStatus()
                .isEqualTo(409);
    }

    @Test
    void retiresOnTheDayThatWasPlannedAndSaysUntilWhenIsTaught() {
        var offering = published("Offshore wind");
        var today = LocalDate.now(ZoneOffset.UTC);
        assertThat(refusedPlan(offering, today, "")).contains("Nothing is planned yet", "value=\"" + today + "\"");
        assertThat(refusedPlan(offering, LocalDate.MAX, "")).contains("Nothing is planned yet");
        assertThat(refusedPlan(offering, today.plusDays(5), today.plusDays(4).toString()))
                .contains("Nothing is planned yet", "No teacher</textarea>");
        assertThat(planned(offering, today.plusDays(5), today.plusDays(90))).contains("end-planned");
        assertThat(author.page(offering)).contains("Sales end on", "taught until");

        clock.pass(Duration.ofDays(5));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(steps.events(offering)).containsExactly("offering.published", "offering.withdrawn"));
        clock.backToNow();

        assertThat(author.page(offering)).contains("Sales ended on", "By schedule");
    }

    @Test
    void retiresOnItsDayHoweverManyOthersHaveLeftTheMarketBeforeOrCannotBeRetired() {
        var offering = published("Offshore wind");
        var broken = published("Onshore wind");
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(5);
        planned(offering, day, null);
        planned(broken, day.minusDays(1), null);
        haveLeftTheMarket(100, day.minusDays(2));
        write("insert into offering_draft (offering, elements, author) values (:id, '[]', gen_random_uuid())", broken);

        clock.pass(Duration.ofDays(5));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(steps.events(offering)).containsExactly("offering.published", "offering.withdrawn"));
        assertThat(steps.events(broken)).containsExactly("offering.published");
        write("delete from offering_draft where offering = :id", broken);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(steps.events(broken)).endsWith("offering.withdrawn"));
    }

    private void write(String sql, String offering) {
        cast.database().sql(sql).bind("id", GovernanceSteps.id(offering)).then().block();
    }

    /** Before the end that was planned for them: as an import does, or the operator. */
    private void haveLeftTheMarket(int offerings, LocalDate salesEnd) {
        cast.database()
                .sql("""
                        with gone as (
                          insert into offering (id, provider, slug) select id, :provider, id::text
                          from (select gen_random_uuid() as id from generate_series(1, :offerings)) as made returning id)
                        insert into retirement (offering, sales_end, why, actor, name) select id, :day, 'Over', id, 'Ane' from gone
                        """)
                .bind("provider", nordkyst)
                .bind("offerings", offerings)
                .bind("day", salesEnd)
                .then()
                .block();
    }

    @Test
    void doesNotRetireWhatIsKeptAfterAll() {
        var offering = published("Offshore wind");
        planned(offering, LocalDate.now(ZoneOffset.UTC).plusDays(5), null);

        head.follow(offering + "/retirement/cancel");

        assertThat(author.page(offering)).contains("The planned end is off").doesNotContain("Sales end on <");
        assertThat(steps.one("select count(*)::text from retirement where offering = :id", offering))
                .isEqualTo("0");
    }

    @Test
    void remindsOfTheReviewCycleUntilSomebodyHasLookedAgain() {
        head.post("/portal/settings/" + nordkyst + "/reviews/cycle", "months", "often")
                .expectStatus()
                .isEqualTo(422);
        head.follow("/portal/settings/" + nordkyst + "/reviews/cycle", "months", "12");
        var offering = published("Offshore wind");
        assertThat(head.page("/portal/reviews")).doesNotContain("To be looked through again");

        clock.pass(Duration.ofDays(340));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cast.letters(authorsSelf))
                        .contains("An offering is to be looked through within a month"));
        clock.pass(Duration.ofDays(30));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(cast.letters(headsSelf)).contains("An offering is to be looked through now"));
        head = cast.signedIn(headsSelf);
        assertThat(head.page("/portal/reviews")).contains("To be looked through again");
        head.post(offering + "/reviewed", "why", " ").expectStatus().isEqualTo(422);
        head.follow(offering + "/reviewed", "why", "Board of November");

        assertThat(head.page("/portal/reviews")).doesNotContain("To be looked through again");
        assertThat(head.page(offering)).contains("Looked through; it still holds", "Board of November");
    }

    @Test
    void takesDownAtOnceAndKeepsItDownWhateverTheInstitutionDoes() {
        var operator = cast.signedIn(cast.operator("Olga Operator"));
        var offering = published("Offshore wind");
        var slug = steps.one("select slug from offering where id = :id", offering);
        operator.post("/portal/takedowns", "address", "no-such-thing", "why", "Fraud")
                .expectStatus()
                .isEqualTo(422);
        operator.post("/portal/takedowns", "address", slug).expectStatus().isEqualTo(422);

        operator.follow(
                "/portal/takedowns", "address", "https://tessera.example/offerings/" + slug + "?x=y", "why", "Fraud");

        assertThat(steps.events(offering)).containsExactly("offering.published", "offering.withdrawn");
        assertThat(cast.letters(headsSelf)).contains("Offshore wind is off the market");
        assertThat(author.page(offering))
                .contains("The operator of the marketplace has taken this offering down", "Fraud");
        edit(offering, "0", "Onshore wind");
        approve(offering);
        head.post(offering + "/publish", "revision", steps.revision(offering))
                .expectStatus()
                .isEqualTo(409);

        operator.follow("/portal/takedowns/" + GovernanceSteps.id(offering) + "/lift");
        steps.act(head, offering, "publish");
        assertThat(steps.events(offering))
                .containsExactly(
                        "offering.published", "offering.withdrawn", "offering.published", "offering.published");
    }

    @Test
    void takesWhatWasTakenDownOffTheScheduleInsteadOfPublishingIt() {
        var offering = published("Offshore wind");
        edit(offering, "0", "Onshore wind");
        approve(offering);
        var day = LocalDate.now(ZoneOffset.UTC).plusDays(3);
        steps.act(head, offering, "publish", "on", day.toString(), "time", "09:00", "zone", "Europe/Oslo");
        cast.signedIn(cast.operator("Olga Operator"))
                .follow(
                        "/portal/takedowns",
                        "address",
                        GovernanceSteps.id(offering).toString(),
                        "why",
                        "Fraud");

        clock.pass(Duration.ofDays(4));

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(steps.state(offering)).isEqualTo("approved"));
        assertThat(steps.events(offering)).containsExactly("offering.published", "offering.withdrawn");
    }

    @Test
    void refusesAnHourThatClocksSkipOnThatDay() {
        var offering = steps.begin(author, "Offshore wind");
        approve(offering);

        var page = head.post(
                        offering + "/publish",
                        "revision",
                        steps.revision(offering),
                        "on",
                        "2099-03-29",
                        "time",
                        "02:30",
                        "zone",
                        "Europe/Oslo")
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page).contains("There is no such time on that day", "2099-03-29", "02:30", "Europe/Oslo");
        assertThat(steps.state(offering)).isEqualTo("approved");
    }

    @Test
    void goesOnReviewingWhenTheInstitutionIsSuspendedAndPublishesOnceItIsVerifiedAgain() {
        var operator = cast.signedIn(cast.operator("Olga Operator"));
        var offering = steps.begin(author, "Offshore wind");
        steps.act(author, offering, "propose");
        operator.follow("/portal/providers/" + nordkyst + "/suspend", "said", "The register has deleted it");

        assertThat(cast.letters(headsSelf)).contains("Nordkyst is suspended");
        assertThat(author.page(offering)).contains("Your institution is not verified now");
        steps.act(reviewer, offering, "approve");
        steps.act(head, offering, "publish");

        assertThat(steps.events(offering)).isEmpty();
        operator.follow(
                "/portal/providers/" + nordkyst + "/verify",
                "evidence",
                "It is back in the register",
                "checks",
                "register",
                "checks",
                "accreditation",
                "checks",
                "domain",
                "checks",
                "quality",
                "checks",
                "contact",
                "reviewOn",
                LocalDate.now(ZoneOffset.UTC).plusYears(1).toString());
        assertThat(steps.events(offering)).containsExactly("offering.published");
    }

    @Test
    void beginsNewOnesWithACopyOrATemplate() {
        var offering = published("Offshore wind");
        edit(offering, "0", "Offshore wind");
        author.follow(
                offering + "/edit",
                "revision",
                steps.revision(offering),
                "title",
                "Offshore wind",
                "summary",
                "By the sea");

        var copy = author.follow(offering + "/duplicate");
        assertThat(author.page(copy)).contains("Copy of Offshore wind", "By the sea");
        assertThat(author.follow(offering + "/template", "name", " ")).contains("no-template");
        author.follow(offering + "/template", "name", "Evening course");
        var chosen = Pattern.compile("<option value=\"([0-9a-f-]{36})\"[^>]*>Evening course")
                .matcher(author.page("/portal/offerings/new"));
        assertThat(chosen.find()).isTrue();
        var begun = author.follow(
                "/portal/offerings/new",
                "title",
                "Onshore wind",
                "provider",
                nordkyst.toString(),
                "template",
                chosen.group(1));

        assertThat(author.page(begun)).contains("Onshore wind", "By the sea");
        var another = cast.institution("Another");
        var stranger = cast.signedIn(cast.person("Sten", another, Role.AUTHOR));
        stranger.follow("/portal/templates/" + chosen.group(1) + "/remove");
        var nothing = stranger.follow(
                "/portal/offerings/new", "title", "Mine", "provider", another.toString(), "template", chosen.group(1));
        assertThat(stranger.page(nothing)).doesNotContain("By the sea");
        assertThat(author.page("/portal/offerings/new")).contains("Evening course");
    }

    @Test
    void remindsOnceBeforeAVerificationHasToBeGivenAnew() {
        cast.database()
                .sql("update provider set review_on = :day where id = :id")
                .bind("day", LocalDate.now(ZoneOffset.UTC).plusDays(20))
                .bind("id", nordkyst)
                .then()
                .block();

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cast.letters(headsSelf))
                        .containsExactly("The verification of Nordkyst has to be given anew"));
    }

    private String published(String title) {
        var offering = steps.begin(author, title);
        approve(offering);
        steps.act(head, offering, "publish");
        return offering;
    }

    private void approve(String offering) {
        steps.act(author, offering, "propose");
        steps.act(reviewer, offering, "approve");
    }

    private void edit(String offering, String revision, String title) {
        author.follow(offering + "/edit", "revision", revision, "title", title);
    }

    private String refusedPlan(String offering, LocalDate salesEnd, String teachOut) {
        return head.post(
                        offering + "/retirement",
                        "salesEnd",
                        salesEnd.toString(),
                        "teachOutUntil",
                        teachOut,
                        "why",
                        "No teacher")
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private String planned(String offering, LocalDate salesEnd, @Nullable LocalDate teachOut) {
        return head.follow(
                offering + "/retirement",
                "salesEnd",
                salesEnd.toString(),
                "teachOutUntil",
                teachOut == null ? "" : teachOut.toString(),
                "why",
                "No teacher");
    }
}
