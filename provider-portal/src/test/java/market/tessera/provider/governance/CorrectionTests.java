package market.tessera.provider.governance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CorrectionTests extends PublicOfferings {
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
}
