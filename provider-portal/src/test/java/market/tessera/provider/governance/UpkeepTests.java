package market.tessera.provider.governance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;

/** What happens to offerings once they are public: looked through again, scheduled anew, copied into new ones; and to institutions whose verification ends. */
class UpkeepTests extends PublicOfferings {
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
}
