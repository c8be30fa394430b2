package market.tessera.provider.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import market.tessera.provider.PortalTest;
import market.tessera.provider.Program;
import market.tessera.provider.Program.Answer;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.access.Scope;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.reactive.server.WebTestClient;
import tools.jackson.databind.JsonNode;

/** What goes out comes in again. */
@PortalTest
class ExportFilesTests {
    private static final String FILE = """
            {"source": "site", "offerings": [
              {"externalId": "w-1", "title": "Welding of rails", "summary": "Rails.", "description": "Rails. By hand.",
               "outcomes": ["Weld a rail that lasts"], "skills": [{"label": "welding", "uri": "https://esco.example/weld"}, {"label": "safety"}],
               "effort": {"hours": 40.5, "weeks": 6}, "credit": {"framework": "ECTS", "points": 2}, "level": {"framework": "EQF", "value": "5"},
               "assessment": [{"type": "practical", "description": "A joint."}],
               "participation": {"mode": "onsite", "place": {"name": "Yard", "city": "Bergen", "country": "NO"}},
               "qualityAssurance": [{"type": "accreditation", "body": "NOKUT"}], "prerequisites": "Good eyes",
               "recognition": [{"type": "licence", "name": "Welder's licence"}], "languages": ["nb", "en"],
               "costs": [{"type": "tuition", "amount": 120050, "currency": "NOK", "mandatory": true},
                         {"type": "materials", "amount": 5000, "currency": "NOK", "mandatory": false, "label": "Books"}],
               "subjects": [{"scheme": "ISCED-F", "code": "0715", "label": "Mechanics"}],
               "occupations": [{"scheme": "ISCO-08", "code": "7212", "label": "Welders"}],
               "credential": {"type": "certificate", "name": "Certificate of rails"}, "url": "https://nordkyst.example/w",
               "intakes": [{"externalId": "b", "starts": "2027-08-01", "seats": 4, "waitlist": true, "timeZone": "Europe/Oslo", "teachers": ["Ane Berg"]},
                           {"externalId": "a", "starts": "2027-02-01", "ends": "2027-03-01", "price": {"amount": 110000, "currency": "NOK"}}],
               "provenance": {"subjects": {"basis": "derived", "rule": "by hand"}, "effort": {"basis": "stated"}}},
              {"externalId": "w-2", "title": "=Sewing"}],
             "pathways": [
              {"externalId": "p-2", "title": "All of it", "rule": {"type": "anyOf", "n": 1}, "offerings": ["w-2"], "pathways": ["p-1"],
               "award": {"name": "Diploma", "institution": "Nordkyst"}, "creditBearing": true, "courseCodes": ["WLD 1"]},
              {"externalId": "p-1", "title": "Rails", "summary": "Both.", "rule": {"type": "creditSum", "framework": "ECTS", "points": 2},
               "offerings": ["w-2", "w-1"]}]}
            """;

    @Autowired
    private Cast cast;

    @Autowired
    private WebTestClient web;

    private UUID nordkyst;
    private Program system;
    private Program reader;

    @BeforeEach
    void anInstitutionWithACatalogue() {
        nordkyst = cast.institution("Nordkyst");
        system = cast.program(nordkyst, null, Scope.IMPORT);
        reader = cast.program(nordkyst, null, Scope.READ);
        assertThat(imported("", "application/json", FILE)
                        .body()
                        .at("/counts/created")
                        .asInt())
                .isEqualTo(2);
    }

    @Test
    void comesInAgainUnchanged() {
        var file = reader.get("/api/v1/provider/offerings/export?source=site")
                .body()
                .toString();

        var again = imported("", "application/json", file).body();

        assertThat(again.at("/counts/unchanged").asInt()).isEqualTo(2);
        assertThat(again.at("/counts/updated").asInt()).isZero();
        assertThat(again.at("/pathways/unchanged").asInt()).as(file).isEqualTo(2);
        assertThat(again.at("/pathways/updated").asInt()).isZero();
    }

    @Test
    void saysTheSameInCtdlAsFarAsItGoes() {
        var graph = reader.get("/api/v1/provider/offerings/export?format=ctdl").body();

        imported("?source=copy", "application/ld+json", graph.toString());

        var original = welding("site");
        var copy = welding("copy");
        for (var element : original.propertyNames()) {
            if (!element.matches("externalId|provenance|intakes|summary|costs|credential")) {
                assertThat(copy.path(element)).as(element).isEqualTo(original.path(element));
            }
        }
        assertThat(copy.path("costs")).isEqualTo(original.path("costs"));
        assertThat(copy.at("/credential")).isEqualTo(original.at("/credential"));
        assertThat(copy.at("/intakes")
                        .valueStream()
                        .map(intake -> intake.path("starts").asString()))
                .containsExactly("2027-02-01", "2027-08-01");
    }

    @Test
    void carriesPathwaysInCtdlWithTheCoursesThatTheyConsistOf() {
        var graph = reader.get("/api/v1/provider/offerings/export?format=ctdl").body();

        var rails = called(graph, "Rails");
        var sewing = called(graph, "=Sewing").path("ceterms:ctid").asString();
        assertThat(rails.path("@type").asString()).isEqualTo("ceterms:Pathway");
        assertThat(rails.at("/ceterms:hasPart/1/ceterms:proxyFor").asString()).isEqualTo(sewing);
        assertThat(rails.at("/ceterms:hasDestinationComponent/0/ceterms:hasCondition/0/ceterms:description/en")
                        .asString())
                .isEqualTo("Parts that give 2 ECTS together");
        var all = called(graph, "All of it");
        var diploma = all.at("/ceterms:hasDestinationComponent/0");
        assertThat(diploma.at("/ceterms:name/en").asString()).isEqualTo("Diploma");
        assertThat(diploma.at("/ceterms:hasCondition/0/ceterms:requiredNumber").asInt())
                .isEqualTo(1);
        assertThat(all.at("/ceterms:hasPart/2/ceterms:proxyFor")).isEqualTo(rails.path("ceterms:ctid"));
    }

    private static JsonNode called(JsonNode graph, String name) {
        return graph.path("@graph")
                .valueStream()
                .filter(node -> node.path("ceterms:name")
                        .valueStream()
                        .anyMatch(words -> words.asString().equals(name)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isATableWithoutFormulas() {
        var table = page("offerings.csv");

        assertThat(table.lines()).hasSize(3).anyMatch(line -> line.contains("'=Sewing"));
        assertThat(table).contains("1200.50,NOK", "Weld a rail that lasts");
        assertThat(page("pathways.csv"))
                .contains("Rails,Both.,2 ECTS,w-2; w-1,,", "All of it,,any 1,w-2,p-1,Diploma,Nordkyst,true,WLD 1");
        assertThat(page("intakes.csv")).contains("w-1,Welding of rails,a,false,2027-02-01,2027-03-01");
        assertThat(cast.signedIn(cast.person("Ane Author", nordkyst, Role.AUTHOR))
                        .page("/portal/exports/" + nordkyst))
                .contains("Only what came from the source site");
    }

    @Test
    void isOfTheOwnInstitution() {
        var stranger = cast.signedIn(cast.person("Sten Stranger", cast.institution("Another"), Role.values()));

        stranger.get("/portal/exports/" + nordkyst + "/offerings.json")
                .expectStatus()
                .isNotFound();
        assertThat(cast.program(cast.institution("Another"), null, Scope.READ)
                        .get("/api/v1/provider/offerings/export")
                        .body()
                        .at("/offerings")
                        .size())
                .isZero();
        assertThat(reader.get("/api/v1/provider/offerings/export?format=pdf").status())
                .isEqualTo(400);
    }

    private JsonNode welding(String source) {
        return reader.get("/api/v1/provider/offerings/export?source=" + source)
                .body()
                .at("/offerings")
                .valueStream()
                .filter(one -> one.path("title").asString().equals("Welding of rails"))
                .findFirst()
                .orElseThrow();
    }

    private String page(String file) {
        return cast.signedIn(cast.person("Ane Author", nordkyst, Role.AUTHOR))
                .page("/portal/exports/" + nordkyst + "/" + file);
    }

    private Answer imported(String query, String type, String file) {
        var started = web.post()
                .uri("/api/v1/imports" + query)
                .headers(headers -> headers.setBearerAuth(system.key()))
                .header("Content-Type", type)
                .bodyValue(file)
                .exchange()
                .expectStatus()
                .isAccepted()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Location");
        await().atMost(Duration.ofMinutes(3))
                .until(() -> system.get(started).text("/status").equals("completed"));
        return system.get(started);
    }
}
