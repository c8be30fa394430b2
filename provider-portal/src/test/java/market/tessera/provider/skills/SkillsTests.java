package market.tessera.provider.skills;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.Browser;
import market.tessera.provider.PortalTest;
import market.tessera.provider.ProviderPortalApplication;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import market.tessera.sandbox.servers.TestServersInitializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PortalTest
class SkillsTests {
    private static final String HEADING = "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels\n";
    private static final String WELDING =
            "S,http://data.europa.eu/esco/skill/1,s,r,gas metal arc welding,\"MIG welding\nmetal inert gas welding\"\n";
    private static final String WHITTLING = "S,http://data.europa.eu/esco/skill/2,s,r,whittling,\n";

    @TempDir
    Path folder;

    @Autowired
    private Cast cast;

    @Autowired
    private ImportSkills importer;

    private UUID nordkyst;
    private Browser author;
    private String editor;

    @BeforeEach
    void anAuthorWithAnOffering() {
        nordkyst = cast.institution("Nordkyst");
        author = cast.signedIn(cast.person("Ane Author", nordkyst, Role.AUTHOR));
        editor = author.follow("/portal/offerings/new", "title", "Welding", "provider", nordkyst.toString());
    }

    @AfterEach
    void forget() {
        cast.database().sql("delete from skill_import").then().block();
    }

    @Test
    void findsSkillsOfAClassificationByAnyOfTheirNames() throws IOException {
        importer.take(file(HEADING + WELDING + WHITTLING));

        assertThat(labels("metal arc")).containsExactly("gas metal arc welding");
        assertThat(labels("whit")).containsExactly("whittling");
        var byAnother = suggestions("mig we").path(0);
        assertThat(byAnother.path("label").asString()).isEqualTo("gas metal arc welding");
        assertThat(byAnother.path("uri").asString()).isEqualTo("http://data.europa.eu/esco/skill/1");
        assertThat(byAnother.path("detail").asString()).isEqualTo("MIG welding");
        assertThat(labels("w")).isEmpty();
        assertThat(labels("' | * :& \\ (wel")).containsExactly("gas metal arc welding");
    }

    @Test
    void offersFirstWhatTheInstitutionSaysAlreadyAndNothingOfOthers() throws IOException {
        importer.take(file(HEADING + WELDING));
        author.follow(editor, "revision", "0", "title", "Welding", "skills[0].label", "welding of ice");

        assertThat(labels("weld")).containsExactly("welding of ice", "gas metal arc welding");
        var stranger = cast.signedIn(cast.person("Sten", cast.institution("Another"), Role.AUTHOR));
        assertThat(labels(stranger, "weld")).containsExactly("gas metal arc welding");
    }

    @Test
    void canBeLookedUpAndAddedWithoutScript() throws IOException {
        importer.take(file(HEADING + WELDING));

        var found = author.post(
                        editor,
                        "revision",
                        "0",
                        "title",
                        "Welding",
                        "skills[0].label",
                        "own words",
                        "skillWords",
                        "mig",
                        "look",
                        "skills")
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        assertThat(found)
                .contains("One skill found", "http://data.europa.eu/esco/skill/1|gas metal arc welding", "own words");

        author.follow(
                editor,
                "revision",
                "1",
                "title",
                "Welding",
                "skills[0].label",
                "own words",
                "skillWords",
                "mig",
                "take",
                "http://data.europa.eu/esco/skill/1|gas metal arc welding");
        assertThat(author.page(editor))
                .contains(
                        "value=\"own words\"",
                        "value=\"gas metal arc welding\"",
                        "value=\"http://data.europa.eu/esco/skill/1\"");
    }

    @Test
    void areImportedByACommandThatNeedsNoWebServer() throws IOException {
        ProviderPortalApplication.builder()
                .initializers(new TestServersInitializer())
                .web(WebApplicationType.NONE)
                .run(
                        "--import-vocabulary=" + file(HEADING + WHITTLING),
                        "--tessera.vault.key=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
                        "--portal.operator-api-key=tsk_another",
                        "--tessera.mail.outbox.poll=1h",
                        "--portal.imports.spool=" + folder.resolve("spool"))
                .close();

        assertThat(labels("whit")).containsExactly("whittling");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(folder.resolve("skills_en.csv"), content);
    }

    private List<String> labels(String typed) {
        return labels(author, typed);
    }

    private static List<String> labels(Browser who, String typed) {
        return suggestions(who, typed)
                .valueStream()
                .map(one -> one.path("label").asString())
                .toList();
    }

    private JsonNode suggestions(String typed) {
        return suggestions(author, typed);
    }

    private static JsonNode suggestions(Browser who, String typed) {
        var answer = who.web()
                .get()
                .uri("/portal/skills?q={typed}", typed)
                .cookies(all -> who.cookies().forEach(all::add))
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        return JsonMapper.shared().readTree(answer).path("suggestions");
    }
}
