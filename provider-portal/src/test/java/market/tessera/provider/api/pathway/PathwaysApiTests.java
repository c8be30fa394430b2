package market.tessera.provider.api.pathway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import market.tessera.provider.PortalTest;
import market.tessera.provider.Program;
import market.tessera.provider.Program.Answer;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.access.Scope;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;

@PortalTest
class PathwaysApiTests {
    private static final String PATHWAYS = "/api/v1/provider/pathways";

    @Autowired
    private Cast cast;

    private UUID nordkyst;
    private Program author;
    private Program reviewer;

    @BeforeEach
    void anInstitutionWithASystemOfItsOwn() {
        nordkyst = cast.institution("Nordkyst");
        author = cast.program(nordkyst, null, Scope.WRITE);
        reviewer = cast.program(nordkyst, null, Scope.REVIEW);
    }

    @Test
    void bringsAPathwayFromADraftToTheCatalogLog() {
        var pathway = begin("\"courseCodes\": [\"ENG 204\"], \"creditBearing\": true, \"offerings\": [\"%s\", \"%s\"]"
                .formatted(published("Welding"), published("Brazing")));

        assertThat(author.post(pathway + "/propose", "{}").text("/state")).isEqualTo("in-review");
        reviewer.get(pathway);
        assertThat(reviewer.post(pathway + "/approve", "{}").text("/state")).isEqualTo("approved");
        var published = reviewer.post(pathway + "/publish", "{}");

        assertThat(published.text("/state")).isEqualTo("published");
        assertThat(published.body().at("/published/edition").asInt()).isEqualTo(1);
        assertThat(published.text("/published/pathway/courseCodes/0")).isEqualTo("ENG 204");
        assertThat(cast.count(
                        "select count(*) from event_log where type = 'pathway.published' and subject = :id",
                        id(pathway)))
                .isEqualTo(1);
        assertThat(reviewer.post(pathway + "/withdraw", "{}").type()).isEqualTo("invalid-request");
        assertThat(reviewer.post(pathway + "/withdraw", "{\"why\": \"No teacher\"}")
                        .text("/state"))
                .isEqualTo("retired");
    }

    @Test
    void changesByMergePatchWhatWasSeen() {
        var pathway = begin("\"award\": {\"name\": \"Engineer\", \"institution\": \"Nordkyst\"}");
        var other = cast.again(author);
        other.get(pathway);

        var changed = patch(author, pathway, """
                {"rule": {"type": "creditSum", "framework": "ECTS", "points": 10}, "award": {"institution": null}}
                """);

        assertThat(changed.body().at("/pathway/rule").toString())
                .isEqualTo("{\"type\":\"creditSum\",\"framework\":\"ECTS\",\"points\":10}");
        assertThat(changed.body().at("/pathway/award").toString()).isEqualTo("{\"name\":\"Engineer\"}");
        assertThat(patch(other, pathway, "{\"title\": \"Mine\"}").status()).isEqualTo(412);
    }

    @Test
    void saysWhatIsWrongAndWhere() {
        assertThat(author.post(PATHWAYS, "{\"title\": \"T\", \"rule\": {\"type\": \"allOf\"}, \"colour\": \"red\"}")
                        .text("/errors/0/pointer"))
                .isEqualTo("/colour");
        assertThat(author.post(PATHWAYS, "{\"title\": \"T\", \"rule\": {\"type\": \"anyOf\", \"n\": 0}}")
                        .text("/errors/0/pointer"))
                .isEqualTo("/rule/n");
        assertThat(author.post(PATHWAYS, "{\"title\": \" \"}")
                        .body()
                        .at("/errors")
                        .size())
                .isEqualTo(2);
        assertThat(author.post(
                                PATHWAYS,
                                "{\"title\": \"T\", \"rule\": {\"type\": \"allOf\"}, \"offerings\": [\"%s\"]}"
                                        .formatted(UUID.randomUUID()))
                        .text("/errors/0/detail"))
                .contains("is no offering or pathway of this provider");
        var pathway = begin("\"offerings\": []");
        assertThat(author.post(pathway + "/propose", "{}").type()).isEqualTo("unsound");
    }

    @Test
    void refusesCircles() {
        var one = begin("\"offerings\": []");
        var two = begin("\"pathways\": [\"%s\"]".formatted(id(one)));

        assertThat(patch(author, one, "{\"pathways\": [\"%s\"]}".formatted(id(two)))
                        .type())
                .isEqualTo("circular");
    }

    @Test
    void listsThemPageByPage() {
        begin("\"offerings\": []");
        begin("\"offerings\": []");

        var first = author.get(PATHWAYS + "?limit=1&q=engin&state=idea");
        var second = author.get(PATHWAYS + "?limit=1&q=engin&state=idea&cursor=" + first.text("/next"));

        assertThat(first.body().at("/items").size()).isEqualTo(1);
        assertThat(second.text("/items/0/id")).isNotEmpty().isNotEqualTo(first.text("/items/0/id"));
        assertThat(second.body().has("next")).isFalse();
        assertThat(author.get(PATHWAYS + "?colour=red").status()).isEqualTo(400);
    }

    private String begin(String members) {
        var created = author.post(
                PATHWAYS, "{\"title\": \"Engineer\", \"rule\": {\"type\": \"allOf\"}, %s}".formatted(members));
        assertThat(created.status()).as(created.body().toString()).isEqualTo(201);
        return PATHWAYS + "/" + created.text("/id");
    }

    private static Answer patch(Program who, String pathway, String json) {
        return who.send(HttpMethod.PATCH, pathway, json, Map.of());
    }

    private String published(String title) {
        var offering = "/api/v1/provider/offerings/"
                + author.post("/api/v1/provider/offerings", "{\"elements\": {\"title\": \"%s\"}}".formatted(title))
                        .text("/id");
        author.post(offering + "/propose", "{}");
        reviewer.get(offering);
        reviewer.post(offering + "/approve", "{}");
        reviewer.post(offering + "/publish", "{}");
        return id(offering);
    }

    private static String id(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
