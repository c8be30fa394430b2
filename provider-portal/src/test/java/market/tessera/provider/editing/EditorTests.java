package market.tessera.provider.editing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EditorTests extends EditorSteps {
    @Test
    void keepsEveryElementAndShowsItAgain() {
        save(
                author,
                "0",
                "title",
                "Offshore wind",
                "summary",
                "Read wind data",
                "description",
                "For **engineers**",
                "awardingBody.name",
                "NOKUT",
                "outcomes",
                "Interpret data\r\n\r\nJudge a survey\r\n",
                "skills[0].label",
                "wind resource assessment",
                "skills[3].label",
                "surveying",
                "effort.hours",
                "12,5",
                "credit.framework",
                "ECTS",
                "credit.points",
                "2",
                "level.framework",
                "EQF",
                "level.value",
                "6",
                "level.cycle",
                "first",
                "assessment[0].type",
                "project",
                "assessment[0].supervised",
                "true",
                "participation.mode",
                "blended",
                "participation.place.city",
                "Tromsø",
                "qualityAssurance[0].type",
                "accreditation",
                "qualityAssurance[0].reviewed",
                "2026-03-01",
                "languages",
                "en, nb",
                "costs[0].type",
                "tuition",
                "costs[0].amount",
                "3 900,50",
                "costs[0].currency",
                "nok",
                "tax",
                "inclusive",
                "financialAid",
                "false",
                "subjects[0].scheme",
                "ISCED-F",
                "subjects[0].code",
                "0713",
                "credential.type",
                "digital-badge",
                "refund.days",
                "14");

        assertThat(stored())
                .contains(
                        "\"hours\": 12.5",
                        "\"amount\": 390050",
                        "\"currency\": \"NOK\"",
                        "[\"Interpret data\", \"Judge a survey\"]")
                .contains(
                        "\"surveying\"",
                        "\"supervised\": true",
                        "\"financialAid\": false",
                        "[\"en\", \"nb\"]",
                        "\"city\": \"Tromsø\"");
        assertThat(author.page(offering + "/edit"))
                .contains("value=\"12.5\"", "value=\"3900.50\"", "skills[1].label", "Interpret data\nJudge a survey")
                .doesNotContain("skills[2].label");
    }

    @Test
    void keepsWhatCannotBeUnderstoodInItsInputAndSavesTheRest() {
        var page = author.post(
                        offering + "/edit",
                        "revision",
                        "0",
                        "title",
                        "Offshore wind",
                        "summary",
                        "Read\0 wind data",
                        "effort.hours",
                        "about fifty",
                        "credit.framework",
                        "ECTS",
                        "credit.points",
                        "1e999999999",
                        "costs[0].type",
                        "tuition",
                        "costs[0].amount",
                        "100",
                        "costs[0].currency",
                        "crowns",
                        "url",
                        "javascript:alert(1)")
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page)
                .contains("value=\"about fifty\"", "Effort, Hours: Use a number, such as 12 or 12.5")
                .contains(
                        "value=\"1e999999999\"",
                        "value=\"crowns\"",
                        "value=\"javascript:alert(1)\"",
                        "There is a problem");
        assertThat(stored()).contains("Read wind data").doesNotContain("javascript", "costs", "effort", "credit");
    }

    @Test
    void savesAsOneTypesAndSaysWhatIsMissing() {
        var aside = autosave("0", "title", "Offshore wind", "effort.hours", "50");
        assertThat(aside)
                .contains("Everything is saved", "name=\"revision\" value=\"1\"", "required elements missing")
                .doesNotContain("<html", "<form");

        assertThat(autosave("1", "title", "Offshore wind", "effort.hours", "x"))
                .contains("Saved, except one input", "#effort.hours", "name=\"revision\" value=\"1\"");
        assertThat(autosave("0", "title", "Something else")).contains("somebody else has changed");
        assertThat(stored()).contains("\"hours\": 50").doesNotContain("Something else");
    }

    @Test
    void becomesComparableWhenTheMarketsElementsAreThere() {
        assertThat(autosave(
                        "0",
                        "title",
                        "Offshore wind",
                        "outcomes",
                        "Interpret data",
                        "effort.hours",
                        "50",
                        "level.framework",
                        "EQF",
                        "level.value",
                        "6",
                        "assessment[0].type",
                        "project",
                        "participation.mode",
                        "online",
                        "qualityAssurance[0].type",
                        "internal",
                        "credential.type",
                        "certificate"))
                .contains(">Comparable</span>");
    }

    @Test
    void addsAndRemovesRowsWithoutJavaScript() {
        var more = author.post(
                        offering + "/edit",
                        "revision",
                        "0",
                        "title",
                        "Offshore wind",
                        "skills[0].label",
                        "surveying",
                        "add",
                        "skills")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(more).contains("name=\"skills[1].label\"", "name=\"revision\" value=\"1\"");

        author.follow(
                offering + "/edit",
                "revision",
                "1",
                "title",
                "Offshore wind",
                "skills[0].label",
                "surveying",
                "remove",
                "skills[0]");
        assertThat(stored()).doesNotContain("surveying");
    }

    @Test
    void refusesAHugeTextAndKeepsWhatWasTyped() {
        var long20k = "word ".repeat(5_000);
        var page = author.post(offering + "/edit", "revision", "0", "title", "Offshore wind", "description", long20k)
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();

        assertThat(page).contains(long20k.strip(), "Use at most 20,000 characters");
        author.post(
                        offering + "/edit",
                        "revision",
                        "0",
                        "title",
                        "Offshore wind",
                        "description",
                        "x".repeat(10_000_000))
                .expectStatus()
                .isEqualTo(413);
        assertThat(stored()).doesNotContain("word word");
    }
}
