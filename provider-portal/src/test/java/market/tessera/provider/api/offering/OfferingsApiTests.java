package market.tessera.provider.api.offering;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import market.tessera.provider.PortalTest;
import market.tessera.provider.Program;
import market.tessera.provider.Program.Answer;
import market.tessera.provider.access.Scope;
import market.tessera.provider.api.ProgramOfAnInstitution;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;

class OfferingsApiTests extends ProgramOfAnInstitution {
    @Test
    void bringsADraftFromItsElementsToTheCatalogLog() {
        var reviewer = cast.program(nordkyst, null, Scope.REVIEW);
        var offering = begin("Offshore wind");

        assertThat(author.post(offering + "/propose", "{\"why\": \"First edition\"}")
                        .text("/state"))
                .isEqualTo("in-review");
        reviewer.get(offering);
        assertThat(reviewer.post(offering + "/approve", "{}").text("/state")).isEqualTo("approved");
        var published = reviewer.post(offering + "/publish", "{}");

        assertThat(published.text("/state")).isEqualTo("published");
        assertThat(published.body().at("/published/edition").asInt()).isEqualTo(1);
        assertThat(published.text("/published/url")).endsWith("/offerings/" + published.text("/slug"));
        assertThat(cast.count(
                        "select count(*) from event_log where type = 'offering.published' and subject = :id",
                        id(offering)))
                .isEqualTo(1);
        assertThat(reviewer.post(offering + "/withdraw", "{}").type()).isEqualTo("invalid-request");
        assertThat(reviewer.post(offering + "/withdraw", "{\"why\": \"No teacher\"}")
                        .text("/state"))
                .isEqualTo("retired");
    }

    @Test
    void changesElementsByMergePatchAndSaysWhatIsMissing() {
        var offering = begin("Offshore wind");

        var changed = patch(offering, """
                {"elements": {"summary": "How wind becomes power.", "effort": {"hours": 50, "weeks": 6},
                              "languages": ["en"], "level": {"framework": "EQF", "value": "6"}}}
                """);
        var again = patch(offering, "{\"elements\": {\"effort\": {\"weeks\": null}, \"summary\": null}}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(again.body().at("/elements").has("summary")).isFalse();
        assertThat(again.body().at("/elements/effort").toString()).isEqualTo("{\"hours\":50}");
        assertThat(again.text("/elements/title")).isEqualTo("Offshore wind");
        assertThat(again.text("/completeness/profiles/0/profile")).isEqualTo("eu-2022");
        assertThat(texts(again, "/completeness/profiles/0/missing"))
                .contains("outcomes", "qualityAssurance")
                .doesNotContain("effort", "level", "title");
    }

    @Test
    void refusesAChangeToWhatWasNotSeen() {
        var offering = begin("Offshore wind");
        var other = Program.with(web, author.key());
        other.get(offering);
        patch(offering, "{\"elements\": {\"summary\": \"Mine\"}}");

        assertThat(other.send(HttpMethod.PATCH, offering, "{\"elements\": {\"summary\": \"Theirs\"}}", Map.of())
                        .type())
                .isEqualTo("changed-meanwhile");
        assertThat(Program.with(web, author.key())
                        .send(HttpMethod.PATCH, offering, "{\"elements\": {}}", Map.of())
                        .type())
                .isEqualTo("if-match-required");
        assertThat(author.get(offering).text("/elements/summary")).isEqualTo("Mine");
    }

    @Test
    void letsOneOfManyChangesOfTheSameRevisionWin() {
        var offering = begin("Offshore wind");
        var seen = Map.of("If-Match", author.get(offering).headers().getETag());

        var answers = IntStream.range(0, 6)
                .parallel()
                .mapToObj(number -> author.send(
                        HttpMethod.PATCH,
                        offering,
                        "{\"elements\": {\"summary\": \"Number %d\"}}".formatted(number),
                        seen))
                .map(Answer::status)
                .toList();

        assertThat(answers).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 412);
    }

    @Test
    void saysOfEveryFaultWhereItIs() {
        var offering = begin("Offshore wind");

        var refused = patch(offering, """
                {"elements": {"title": " ", "costs": [{"type": "tuition", "amount": -1, "currency": "NOK"}]}}
                """);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().at("/errors").findValuesAsString("pointer"))
                .containsExactlyInAnyOrder("/elements/title", "/elements/costs/0/amount");
        assertThat(patch(offering, "{\"elements\": {\"credit\": {\"framework\": \"ECTS\", \"points\": 1e2000}}}")
                        .text("/errors/0/pointer"))
                .isEqualTo("/elements/credit/points");
        assertThat(patch(offering, "{\"elements\": {\"colour\": \"green\"}}").text("/errors/0/pointer"))
                .isEqualTo("/elements/colour");
        assertThat(patch(offering, "{\"state\": \"published\"}").text("/errors/0/pointer"))
                .isEqualTo("/state");
        assertThat(patch(offering, "[]").status()).isEqualTo(400);
        assertThat(author.post(OFFERINGS, "{\"elements\": {}}").text("/errors/0/pointer"))
                .isEqualTo("/elements/title");
        assertThat(author.get(OFFERINGS + "?colour=green").status()).isEqualTo(400);
    }

    @Test
    void replacesIntakesAtOnce() {
        var offering = begin("Offshore wind");

        var dated = author.send(
                HttpMethod.PUT,
                offering + "/intakes",
                "[{\"starts\": \"2027-02-01\", \"seats\": 30}, {\"selfPaced\": true}]",
                Map.of());
        var wrong = author.send(HttpMethod.PUT, offering + "/intakes", "[{\"seats\": 3}]", Map.of());

        assertThat(dated.body().at("/intakes").size()).isEqualTo(2);
        assertThat(wrong.text("/errors/0/pointer")).isEqualTo("/intakes/0");
        assertThat(author.send(HttpMethod.PUT, offering + "/intakes", "[{\"starts\": \"0000-01-01\"}]", Map.of())
                        .text("/errors/0/pointer"))
                .isEqualTo("/intakes/0/starts");
        assertThat(author.get(offering).body().at("/intakes").size()).isEqualTo(2);
    }

    @Test
    void keepsIntakesUnderTheIdsThatTheProgramGivesThem() {
        var autumn = "[{\"externalId\": \"autumn\", \"starts\": \"2027-09-01\", \"seats\": %d}]";
        var offering = begin("Offshore wind");

        var begun = author.send(HttpMethod.PUT, offering + "/intakes", autumn.formatted(10), Map.of());
        var closed = author.send(HttpMethod.PUT, offering + "/intakes", "[]", Map.of());
        var again = author.send(HttpMethod.PUT, offering + "/intakes", autumn.formatted(20), Map.of());

        assertThat(begun.text("/intakes/0/externalId")).isEqualTo("autumn");
        assertThat(closed.body().at("/intakes").size()).isZero();
        assertThat(again.body().at("/intakes/0/seats").asInt()).isEqualTo(20);
        assertThat(again.body().at("/intakes").size()).isEqualTo(1);
    }

    @Test
    void listsItsOwnByStateAndWordAPageAtATime() {
        var others = cast.program(cast.institution("Another"), null, Scope.WRITE);
        others.post(OFFERINGS, "{\"elements\": {\"title\": \"Offshore wind elsewhere\"}}");
        for (var number = 1; number <= 5; number++) {
            begin("Offshore wind " + number);
        }
        author.post(begin("Offshore sailing") + "/propose", "{}");

        var first = author.get(OFFERINGS + "?q=wind&limit=3");
        var second = author.get(OFFERINGS + "?q=wind&limit=3&cursor=" + first.text("/next"));

        assertThat(texts(first, "/items", "title"))
                .containsExactly("Offshore wind 5", "Offshore wind 4", "Offshore wind 3");
        assertThat(texts(second, "/items", "title")).containsExactly("Offshore wind 2", "Offshore wind 1");
        assertThat(second.body().has("next")).isFalse();
        assertThat(first.headers().getFirst("Link")).contains("rel=\"next\"");
        assertThat(texts(author.get(OFFERINGS + "?state=in-review"), "/items", "title"))
                .containsExactly("Offshore sailing");
        assertThat(author.get(OFFERINGS + "?q=other&cursor=" + first.text("/next"))
                        .text("/errors/0/parameter"))
                .isEqualTo("cursor");
    }

    @Test
    void letsNoKeyDecideOnWhatItsOwnerWrote() {
        var both = cast.person("Ane Author", nordkyst, Role.AUTHOR, Role.REVIEWER, Role.ADMINISTRATOR);
        var hers = cast.program(nordkyst, both.id(), Scope.REVIEW);
        var page = cast.signedIn(both)
                .follow("/portal/offerings/new", "title", "Offshore wind", "provider", nordkyst.toString())
                .replace("/edit", "");
        cast.signedIn(both).follow(page + "/propose", "revision", "0");
        var offering = page.replace("/portal/offerings", OFFERINGS);

        hers.get(offering);

        assertThat(hers.post(offering + "/approve", "{}").type()).isEqualTo("own-proposal");
        var other = cast.program(nordkyst, null, Scope.REVIEW);
        other.get(offering);
        assertThat(other.post(offering + "/approve", "{}").text("/state")).isEqualTo("approved");
    }

    @Test
    void keepsTheOperatorsKeyToTheProviderThatItNames() {
        var operator = Program.with(web, PortalTest.OPERATOR_KEY);
        begin("Offshore wind");

        assertThat(operator.get(OFFERINGS).text("/errors/0/parameter")).isEqualTo("provider");
        assertThat(texts(operator.get(OFFERINGS + "?provider=" + nordkyst), "/items", "title"))
                .containsExactly("Offshore wind");
        assertThat(operator.post(OFFERINGS + "?provider=" + UUID.randomUUID(), "{\"elements\": {\"title\": \"T\"}}")
                        .status())
                .isEqualTo(404);
    }

    private Answer patch(String offering, String json) {
        return author.send(HttpMethod.PATCH, offering, json, Map.of());
    }

    private static List<String> texts(Answer answer, String pointer) {
        return StreamSupport.stream(answer.body().at(pointer).spliterator(), false)
                .map(node -> node.asString())
                .toList();
    }

    private static List<String> texts(Answer answer, String pointer, String member) {
        return answer.body().at(pointer).findValuesAsString(member);
    }
}
