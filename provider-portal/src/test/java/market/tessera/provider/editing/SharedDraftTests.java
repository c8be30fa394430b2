package market.tessera.provider.editing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedDraftTests extends EditorSteps {
    @Test
    void showsBothWhenSomebodyElseWasFaster() {
        save(colleague, "0", "title", "Offshore wind", "summary", "The words of Carl");

        var page = author.post(
                        offering + "/edit", "revision", "0", "title", "Offshore wind", "summary", "The words of Ane")
                .expectStatus()
                .isEqualTo(409)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page)
                .contains("Somebody else has changed this offering meanwhile", "<del>Carl</del>", "<ins>Ane</ins>")
                .contains(">The words of Ane</textarea>", "name=\"revision\" value=\"1\"");
        save(author, "1", "title", "Offshore wind", "summary", "The words of Ane");
        assertThat(stored()).contains("The words of Ane");
    }

    @Test
    void takesOverWhatOnlyTheOtherHasChangedAndLetsOneChooseTheRest() {
        save(
                author,
                "0",
                "title",
                "Offshore wind",
                "summary",
                "As it was",
                "languages",
                "en",
                "costs[0].type",
                "tuition",
                "costs[0].amount",
                "1",
                "costs[0].currency",
                "NOK");
        var was = was(author.page(offering + "/edit"));
        save(colleague, "1", "title", "Wind by Carl", "summary", "The words of Carl", "languages", "en", "was", was);

        var page = author.post(
                        offering + "/edit",
                        "revision",
                        "1",
                        "was",
                        was,
                        "title",
                        "Offshore wind",
                        "summary",
                        "The words of Ane",
                        "languages",
                        "en, nb",
                        "costs[0].type",
                        "tuition",
                        "costs[0].amount",
                        "1",
                        "costs[0].currency",
                        "NOK")
                .expectStatus()
                .isEqualTo(409)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page)
                .contains("taken over into your form: Title, Costs", "value=\"Wind by Carl\"", "name=\"keep[summary]\"")
                .containsOnlyOnce("Both of you changed it")
                .doesNotContain(
                        "name=\"keep[title]\"",
                        "hx-post=\"/portal/offerings/" + offering.replace("/portal/offerings/", "") + "/edit/autosave");
        save(
                author,
                "2",
                "was",
                was(page),
                "title",
                "Wind by Carl",
                "summary",
                "The words of Ane",
                "languages",
                "en, nb",
                "keep[summary]",
                "theirs",
                "keep[languages]",
                "mine");
        assertThat(stored())
                .contains("Wind by Carl", "The words of Carl", "\"nb\"")
                .doesNotContain("tuition");
    }

    private static String was(String page) {
        return page.replaceAll("(?s).*name=\"was\" value=\"([^\"]*)\".*", "$1");
    }

    @Test
    void isClosedWhileTheDraftIsReviewed() {
        author.follow(offering + "/propose", "revision", "0");

        author.get(offering + "/edit").expectStatus().is3xxRedirection();
        author.post(offering + "/edit", "revision", "1", "title", "Changed under review")
                .expectStatus()
                .isEqualTo(409)
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("no longer open for changes", "Changed under review"));
        assertThat(stored()).doesNotContain("Changed under review");
    }
}
