package market.tessera.storefront.vocabulary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import market.tessera.platform.vocabulary.EscoSkills.UnusableFile;
import market.tessera.sandbox.servers.TestServersInitializer;
import market.tessera.storefront.StorefrontApplication;
import market.tessera.storefront.StorefrontTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.test.web.reactive.server.WebTestClient;

@StorefrontTest
class ImportVocabularyTests {
    /** The columns of the portal's download, in its order. */
    private static final String HEADING =
            "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,hiddenLabels,status,modifiedDate,scopeNote,definition,inScheme,description\n";

    private static final String WELDING =
            "KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/1,skill/competence,sector-specific,gas metal arc welding,\"semi-automatic arc joining\nzwarplong joining (welding)\",,released,2024-01-01T00:00:00Z,,,,\n";

    private static final String ALONE =
            "KnowledgeSkillCompetence,http://data.europa.eu/esco/skill/2,skill/competence,sector-specific,whittling,,,released,,,,,\n";

    @TempDir
    Path folder;

    @Autowired
    ImportVocabulary importer;

    @Autowired
    Vocabularies vocabularies;

    @Autowired
    DatabaseClient database;

    @Autowired
    WebTestClient client;

    @AfterEach
    void forget() {
        database.sql("delete from vocabulary_import").then().block();
        vocabularies.refresh().block();
    }

    @Test
    void findsASkillByItsOtherLabelsWithoutANewIndex() throws IOException {
        assertThat(firstTitle("zwarplong joining")).doesNotContain("MIG Welding");

        importer.take(file("skills_en.csv", HEADING + WELDING + ALONE));
        vocabularies.refresh().block();

        assertThat(firstTitle("zwarplong joining")).contains("MIG Welding");
        assertThat(vocabularies.current().concepts("whittling").getFirst().alternatives())
                .isEmpty();
    }

    @Test
    void isACommandThatNeedsNoWebServer() throws IOException {
        var file = file("skills_en.csv", HEADING + WELDING);

        StorefrontApplication.builder()
                .initializers(new TestServersInitializer())
                .web(WebApplicationType.NONE)
                .run("--import-vocabulary=" + file)
                .close();
        vocabularies.refresh().block();

        assertThat(firstTitle("zwarplong joining")).contains("MIG Welding");
    }

    @Test
    void replacesTheFormerEditionOfALanguage() throws IOException {
        importer.take(file("skills_en.csv", HEADING + WELDING));
        importer.take(file("skills_en.csv", HEADING + WELDING.replace("zwarplong", "brimble")));
        vocabularies.refresh().block();

        assertThat(firstTitle("brimble joining")).contains("MIG Welding");
        assertThat(firstTitle("zwarplong joining")).doesNotContain("MIG Welding");
    }

    @Test
    void changesNothingIfTheFileIsAnother() throws IOException {
        var other = file("skills_en.csv", "a,b\n1,2\n");
        var nameless = file("skills.csv", HEADING + WELDING);

        assertThatThrownBy(() -> importer.take(other))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("conceptUri");
        assertThatThrownBy(() -> importer.take(nameless))
                .isInstanceOf(UnusableFile.class)
                .hasMessageContaining("skills.csv");
        assertThat(database.sql("select count(*) from vocabulary_import")
                        .mapValue(Long.class)
                        .one()
                        .block())
                .isZero();
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private String firstTitle(String words) {
        var answer = client.get()
                .uri("/api/v1/offerings?limit=1&q={words}", words)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody(tools.jackson.databind.JsonNode.class)
                .returnResult()
                .getResponseBody();
        return answer.at("/items/0/title").asString("");
    }
}
