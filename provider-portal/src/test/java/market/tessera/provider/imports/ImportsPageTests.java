package market.tessera.provider.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
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
    void listsWhatIsGoneFromASourceAndRetiresItOnDemand() {
        var three =
                FILE.replace("\"provider\": \"they\"", "\"provider\": \"we\"").replace("\" \"", "\"Knitting\"");
        assertThat(over(send(three, "false"))).doesNotContain("Gone from the source");
        var one = FILE.replaceFirst("(?s),\\s+\\{\"externalId\": \"2\".*?Sewing\"\\}", "");
        assertThat(over(send(one, "true"))).as("a trial lists nothing").doesNotContain("Gone from the source");
        var report = send(one, "false");
        assertThat(over(report)).contains("2 offerings are public that this file no longer has");
        var list = report + "/vanished";
        assertThat(author.page(list)).contains("Knitting", "Sewing", "Approvers and administrators can retire them");
        author.post(list, "all", "true", "why", "gone").expectStatus().isForbidden();
        var approver = cast.signedIn(cast.person("Ada Approver", nordkyst, Role.APPROVER));
        var ids = ids(approver.page(list));

        approver.post(list, "why", "gone").expectStatus().isEqualTo(422);
        approver.post(list, "ids", ids.getFirst(), "why", " ").expectStatus().isEqualTo(422);
        assertThat(approver.follow(
                        list, "ids", ids.getFirst(), "ids", UUID.randomUUID().toString(), "why", "No longer taught"))
                .endsWith("?retired=1");
        assertThat(approver.follow(list, "ids", ids.getFirst(), "why", "No longer taught"))
                .as("a second time")
                .endsWith("?retired=0");
        assertThat(approver.page("/portal/offerings/" + ids.getFirst())).contains("No longer taught");
        approver.follow(
                list, "all", "true", "shown", ids.getFirst(), "shown", ids.getLast(), "why", "No longer taught");
        assertThat(approver.page(list)).contains("Nothing is gone");

        assertThat(figures(over(send(three, "false")))).as("back again").startsWith("0 2 1");
        assertThat(author.page(list)).as("a later import has its own list").contains("Nothing is gone");
    }

    @Test
    void saysHowFarAnImportIsWithoutGuessing() {
        var page = send(FILE, "true");
        over(page);
        var id = page.replace("/portal/imports/", "");

        stands(id, "status = 'running', step = 0, position = 1200, total = null");
        assertThat(author.page(page))
                .contains("Looking through the file", "1,200 rows so far")
                .doesNotContain(" value=\"1200\"");
        stands(id, "step = 1, position = 1200, total = 10000");
        assertThat(author.page(page))
                .contains("Taking rows", "1,200 of 10,000 rows", "value=\"1200\"", "max=\"10000\"", "every 2s");
        stands(id, "status = 'finished'");
        assertThat(author.page(page)).doesNotContain("every 2s");
    }

    private void stands(String id, String how) {
        cast.database()
                .sql("update import_job set " + how + " where id = :id")
                .bind("id", UUID.fromString(id))
                .then()
                .block();
    }

    private static List<String> ids(String page) {
        return Pattern.compile("name=\"shown\" value=\"([^\"]+)\"")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .toList();
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
        await().atMost(Duration.ofMinutes(3)).until(() -> author.page(page).contains("Done"));
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
