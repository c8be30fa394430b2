package market.tessera.provider.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import market.tessera.provider.Browser;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PortalTest
class ImportsPageTests {
    private static final String FILE = """
            {"source": "mine", "providers": [{"externalId": "we", "name": "Nordkyst"}],
             "offerings": [{"externalId": "1", "provider": "we", "title": "Welding"},
                           {"externalId": "2", "provider": "we", "title": " "},
                           {"externalId": "3", "provider": "they", "title": "Sewing"}],
             "pathways": [{"externalId": "p", "provider": "we", "title": "All of it", "rule": {"type": "allOf"}, "offerings": ["1"]}]}
            """;

    @Autowired
    private Cast cast;

    private UUID nordkyst;
    private Browser author;

    @BeforeEach
    void anInstitution() {
        nordkyst = cast.institution("Nordkyst");
        author = cast.signedIn(cast.person("Ane Author", nordkyst, Role.AUTHOR));
    }

    @Test
    void saysOfATrialWhatWouldHappenAndChangesNothing() {
        var report = over(send(FILE, "true"));

        assertThat(report).contains("Trial: Done", "A trial", "must not be blank", "nothing is known of the provider");
        assertThat(figures(report)).startsWith("1 0 0 0 2");
        assertThat(offerings()).isZero();

        assertThat(figures(over(send(FILE, "false")))).startsWith("1 0 0 0 2");
        assertThat(offerings()).isEqualTo(1);
        assertThat(figures(over(send(FILE, "true")))).as("tried again").startsWith("0 0 1 0 2");
        assertThat(figures(over(send(FILE.replace("Welding", "Welding II"), "true"))))
                .startsWith("0 1 0 0 2");
    }

    @Test
    void keepsWhatWasRejectedInAFile() {
        var page = send(FILE, "true");
        over(page);

        var file = author.page(page + "/rows.csv?kind=rejected");

        assertThat(file.lines()).hasSize(3).first().isEqualTo("kind,input,line,external id,field,reason");
        assertThat(file).contains("rejected,catalogue,", ",2,title,", ",3,provider,");
    }

    @Test
    void saysWhyAFileCannotBeTaken() {
        assertThat(refused("{\"offerings\": []}")).contains("The member “source” has to name the source");
        assertThat(refused("")).contains("The file could not be taken");
        author.get("/portal/imports/" + UUID.randomUUID()).expectStatus().isNotFound();
    }

    @Test
    void isForThoseWhoWriteForTheInstitution() {
        var page = send(FILE, "true");
        var stranger = cast.signedIn(cast.person("Sten Stranger", cast.institution("Another"), Role.AUTHOR));
        var reviewer = cast.signedIn(cast.person("Rolf Reviewer", nordkyst, Role.REVIEWER));

        stranger.get(page).expectStatus().isNotFound();
        stranger.get(page + "/rows.csv").expectStatus().isNotFound();
        stranger.upload("/portal/imports", FILE.getBytes(StandardCharsets.UTF_8), "provider", nordkyst.toString())
                .expectStatus()
                .isNotFound();
        reviewer.get(page).expectStatus().isForbidden();
        assertThat(stranger.page("/portal/imports")).doesNotContain("/mine");
        cast.nobody()
                .upload("/portal/imports", FILE.getBytes(StandardCharsets.UTF_8), "provider", nordkyst.toString())
                .expectStatus()
                .isSeeOther();
    }

    private String send(String file, String dryRun) {
        return author.upload(
                        "/portal/imports",
                        file.getBytes(StandardCharsets.UTF_8),
                        "provider",
                        nordkyst.toString(),
                        "format",
                        "",
                        "dryRun",
                        dryRun)
                .expectStatus()
                .isSeeOther()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Location");
    }

    private String refused(String file) {
        return author.upload("/portal/imports", file.getBytes(StandardCharsets.UTF_8), "provider", nordkyst.toString())
                .expectStatus()
                .isEqualTo(422)
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
    }

    private String over(String page) {
        await().atMost(Duration.ofSeconds(10)).until(() -> author.page(page).contains("Done"));
        return author.page(page);
    }

    private static String figures(String page) {
        return page.replaceAll("(?s).*<dl class=\"figures\">(.*?)</dl>.*", "$1")
                .replaceAll("<dt>[^<]*</dt>", " ")
                .replaceAll("<[^>]+>", " ")
                .strip()
                .replaceAll("\\s+", " ");
    }

    private long offerings() {
        return cast.count("select count(*) from offering where provider = :id::uuid", nordkyst.toString());
    }
}
