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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Who gives reviews: roles of the institution's own, deputies, colleagues who stand in, and what all of them are told by mail. */
@PortalTest
class ReviewersTests {
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Pattern ROLE = Pattern.compile("review-roles/([0-9a-f-]{36})\"");

    @Autowired
    private Cast cast;

    @Autowired
    private MovableClock clock;

    private UUID nordkyst;
    private GovernanceSteps steps;
    private Person authorsSelf;
    private Person reviewersSelf;
    private Person headsSelf;
    private Browser author;
    private Browser reviewer;
    private Browser head;

    @BeforeEach
    void anInstitutionWithPeople() {
        nordkyst = cast.institution("Nordkyst");
        steps = new GovernanceSteps(cast, nordkyst);
        authorsSelf = cast.person("Ane Author", nordkyst, Role.AUTHOR);
        reviewersSelf = cast.person("Rolf Reviewer", nordkyst, Role.REVIEWER);
        headsSelf = cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR);
        author = cast.signedIn(authorsSelf);
        reviewer = cast.signedIn(reviewersSelf);
        head = cast.signedIn(headsSelf);
    }

    @AfterEach
    void now() {
        clock.backToNow();
    }

    @Test
    void areAskedInRolesThatTheInstitutionNamesItself() {
        var librarian = cast.person("Liv Librarian", nordkyst, Role.MEMBER);
        var library = role("Library", librarian);
        reviewBy("Library", library, "any");
        var offering = proposed("Offshore wind");

        assertThat(author.page(offering)).contains("Next: Liv Librarian").doesNotContain("Rolf Reviewer");
        reviewer.post(offering + "/approve", "revision", steps.revision(offering))
                .expectStatus()
                .isForbidden();
        assertThat(cast.signedIn(librarian).page("/portal/reviews")).contains("Offshore wind");
        steps.act(cast.signedIn(librarian), offering, "approve");

        assertThat(steps.state(offering)).isEqualTo("approved");
        head.post(roles() + "/" + library + "/remove").expectStatus().isEqualTo(422);
        head.post(roles(), "name", "library").expectStatus().isEqualTo(422);
        head.post(roles(), "name", " ").expectStatus().isEqualTo(422);
    }

    @Test
    void doNotHaveRolesOfOtherInstitutions() {
        var foreign = UUID.randomUUID().toString();

        head.post(reviews(), "steps[0].name", "Library", "steps[0].roles", foreign, "steps[0].rule", "any")
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void decideThroughADeputyWhileTheyAreAway() {
        var deputysSelf = cast.person("Dora Deputy", nordkyst, Role.FINANCE);
        var deputy = cast.signedIn(deputysSelf);
        reviewBy("Board", "reviewer", "all");
        away(reviewer, 0, 7, deputysSelf);
        var offering = proposed("Offshore wind");

        assertThat(author.page(offering)).contains("Dora Deputy for Rolf Reviewer (away until");
        assertThat(deputy.page("/portal/reviews")).contains("Offshore wind", "for Rolf Reviewer");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cast.letters(deputysSelf)).containsExactly("A review waits for you"));
        assertThat(cast.mail(deputysSelf.email(), Pattern.compile("asked for: [^\\n]*")))
                .matches(
                        "asked for: Offshore wind \\(for Rolf Reviewer, who is away until \\d+ [A-Z][a-z]+ \\d{4}\\)\\.");
        steps.act(deputy, offering, "approve");

        assertThat(steps.state(offering)).isEqualTo("approved");
        assertThat(author.page(offering)).contains("Dora Deputy for Rolf Reviewer");
        assertThat(head.page("/portal/settings/" + nordkyst + "/history.csv"))
                .contains("Dora Deputy," + deputysSelf.id() + ",Rolf Reviewer");
    }

    @Test
    void areNotRepresentedByWhoWroteOnItNorOutsideOfTheAbsence() {
        away(reviewer, 0, 7, authorsSelf);
        var own = proposed("Offshore wind");
        author.post(own + "/approve", "revision", steps.revision(own))
                .expectStatus()
                .isEqualTo(409);

        var deputysSelf = cast.person("Dora Deputy", nordkyst, Role.FINANCE);
        away(reviewer, 3, 7, deputysSelf);
        cast.signedIn(deputysSelf)
                .post(own + "/approve", "revision", steps.revision(own))
                .expectStatus()
                .isForbidden();

        assertThat(steps.state(own)).isEqualTo("in-review");
        reviewer.post(absence(), fields(7, 3, deputysSelf)).expectStatus().isEqualTo(422);
        reviewer.post(absence(), fields(2_000_000_000, 2_000_000_001, deputysSelf))
                .expectStatus()
                .isEqualTo(422);
        reviewer.post(absence(), fields(1, 2, cast.person("Sten", cast.institution("Another"), Role.REVIEWER)))
                .expectStatus()
                .isEqualTo(422);
    }

    @Test
    void countOnceHoweverManyTheyStandFor() {
        reviewBy("Board", "reviewer", "some");
        var deputysSelf = cast.person("Dora Deputy", nordkyst, Role.REVIEWER);
        cast.person("Tora Third", nordkyst, Role.REVIEWER);
        away(reviewer, 0, 7, deputysSelf);
        var offering = proposed("Offshore wind");

        steps.act(cast.signedIn(deputysSelf), offering, "approve");

        assertThat(steps.state(offering)).isEqualTo("in-review");
        assertThat(author.page(offering)).contains("Next: Tora Third");
    }

    @Test
    void canBeReplacedByAnAdministratorWhenNobodyIsLeft() {
        var colleague = cast.person("Siri Second", nordkyst, Role.AUTHOR);
        var offering = proposed("Offshore wind");
        head.follow("/portal/settings/" + nordkyst + "/team/people/" + reviewersSelf.id() + "/remove");

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cast.letters(headsSelf)).contains("Nobody can give a review"));
        assertThat(head.page("/portal/reviews")).contains("Nobody can decide");
        head.follow(offering + "/stand-in", "colleague", authorsSelf.id().toString());
        assertThat(steps.state(offering)).isEqualTo("in-review");
        assertThat(author.page(offering)).contains("Nobody can take this step");
        head.follow(offering + "/stand-in", "colleague", colleague.id().toString());
        steps.act(cast.signedIn(colleague), offering, "approve");

        assertThat(author.page(offering)).contains("Somebody else is asked to decide", "Siri Second");
        assertThat(steps.state(offering)).isEqualTo("approved");
    }

    @Test
    void areRemindedBeforeAReviewIsDueAndTheAdministratorsWhenItIsOverdue() {
        reviewBy("Board", "reviewer", "any");
        proposed("Offshore wind");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cast.letters(reviewersSelf)).containsOnly("A review waits for you"));

        clock.pass(Duration.ofDays(4).plusHours(1));
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cast.letters(reviewersSelf)).contains("A review is due within a day"));
        assertThat(cast.letters(headsSelf)).isEmpty();
        clock.pass(Duration.ofDays(1));
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(cast.letters(headsSelf)).containsOnly("A review is overdue at your institution"));

        assertThat(cast.letters(reviewersSelf)).hasSize(3).contains("A review is overdue");
        assertThat(cast.signedIn(headsSelf).page("/portal/reviews")).contains("Reviews to look after", "Rolf Reviewer");
    }

    private String proposed(String title) {
        var offering = steps.begin(author, title);
        steps.act(author, offering, "propose");
        return offering;
    }

    private String role(String name, Person holder) {
        head.follow(roles(), "name", name);
        var found = ROLE.matcher(head.page(roles()));
        assertThat(found.find()).isTrue();
        head.follow(
                roles() + "/" + found.group(1),
                "name",
                name,
                "holders",
                holder.id().toString());
        return found.group(1);
    }

    private void reviewBy(String name, String role, String rule) {
        head.follow(
                reviews(),
                "steps[0].name",
                name,
                "steps[0].roles",
                role,
                "steps[0].rule",
                rule,
                "steps[0].needed",
                rule.equals("some") ? "2" : "",
                "steps[0].dueDays",
                "5");
    }

    private void away(Browser who, int from, int until, Person deputy) {
        who.follow(absence(), fields(from, until, deputy));
    }

    private String[] fields(int from, int until, Person deputy) {
        var today = LocalDate.now(ZoneOffset.UTC);
        return new String[] {
            "provider", nordkyst.toString(),
            "firstDay", today.plusDays(from).toString(),
            "lastDay", today.plusDays(until).toString(),
            "deputy", deputy.id().toString()
        };
    }

    private static String absence() {
        return "/portal/account/absence";
    }

    private String roles() {
        return "/portal/settings/" + nordkyst + "/review-roles";
    }

    private String reviews() {
        return "/portal/settings/" + nordkyst + "/reviews";
    }
}
