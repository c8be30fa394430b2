package market.tessera.provider.editing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import market.tessera.provider.access.Scope;
import market.tessera.provider.media.TestPictures;
import market.tessera.provider.pdf.TestPdfs;
import market.tessera.provider.provider.Digest;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class DocumentsPageTests extends DraftedFiles {
    @Test
    void attachADocumentThatIsTheProvidersAloneUntilItsVersionIsPublic() {
        var stranger = cast.signedIn(cast.person("Sten Stranger", cast.institution("Another"), Role.values()));

        var next = attach(TestPdfs.of(2), "Syllabus: spring/2027", "syllabus", "nb")
                .expectStatus()
                .isSeeOther()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Location");

        assertThat(next).isEqualTo(offering + "/edit?saved#documents");
        var document = address(author.page(offering + "/edit"));
        assertThat(author.page(offering + "/edit")).contains("value=\"Syllabus: spring/2027\"", "PDF, 2 KB, 2 pages");
        author.get(document).expectStatus().isOk();
        stranger.get(document).expectStatus().isNotFound();
        cast.nobody().get(document).expectStatus().isNotFound();

        publish();

        var given = cast.nobody()
                .get(document)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("application/pdf")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
                .expectBody(byte[].class)
                .returnResult();
        assertThat(given.getResponseHeaders().getContentDisposition().isAttachment())
                .isTrue();
        assertThat(given.getResponseHeaders().getContentDisposition().getFilename())
                .isEqualTo("Syllabus spring 2027.pdf");
        assertThat(told())
                .contains("\"url\": \"" + document + "\"", "\"type\": \"syllabus\"", "\"pages\": 2")
                .contains("\"size\": " + given.getResponseBody().length);

        attach(TestPdfs.of(3), "Fees", "fee-sheet", "en").expectStatus().isSeeOther();
        var fees = address(author.page(offering + "/documents").replace(document, ""));
        assertThat(author.page(offering)).contains("href=\"" + fees + "\"", ">Open Fees</a>", "Fee sheet");
        cast.nobody().get(fees).expectStatus().isNotFound();
        author.follow(offering + "/edit", edited("remove", "documents[0]"));
        assertThat(author.page(offering + "/edit")).doesNotContain(document).contains(fees);
        cast.nobody().get(document).expectStatus().isOk();
    }

    @Test
    void giveOutALargeDocumentPieceByPieceAsItIs() {
        attach(TestPdfs.heavy(600_000), "Handbook", "handbook", "en")
                .expectStatus()
                .isSeeOther();
        var document = address(author.page(offering + "/edit"));

        var given = author.get(document).expectBody(byte[].class).returnResult();

        assertThat(given.getResponseBody()).hasSizeGreaterThan(600_000);
        assertThat(given.getResponseHeaders().getContentLength()).isEqualTo(given.getResponseBody().length);
        assertThat(document).endsWith(digest(given.getResponseBody()));
    }

    @Test
    void sayWhatIsWrongWithAFileAndKeepTheWords() {
        assertThat(text(attach("<html>".getBytes(UTF_8), "Fees", "fee-sheet", "en"), 422))
                .contains("This is no PDF", "value=\"Fees\"", "value=\"fee-sheet\" selected");
        assertThat(text(attach(TestPictures.png(8, 8), "Fees", "fee-sheet", "en"), 422))
                .contains("This is no PDF");
        assertThat(text(attach(new byte[10 * 1024 * 1024 + 1], "Fees", "fee-sheet", "en"), 413))
                .contains("larger than 10 MB", "value=\"Fees\"");
        assertThat(text(attach(TestPdfs.of(1), " ", "novel", "English"), 422))
                .contains(
                        "Say what the document is called",
                        "Choose what it is",
                        "Use a language code",
                        "value=\"English\"");
        author.post(offering + "/documents", "title", "Fees").expectStatus().isEqualTo(415);
        assertThat(author.page(offering + "/edit")).doesNotContain("documents[0]");
    }

    @Test
    void areNoMoreThanTenAndTheSameFileOnce() {
        IntStream.rangeClosed(1, 10)
                .forEach(pages -> attach(TestPdfs.of(pages), "Part " + pages, "other", "en")
                        .expectStatus()
                        .isSeeOther());
        assertThat(text(attach(TestPdfs.of(11), "Part 11", "other", "en"), 422)).contains("has 10 documents already");
        assertThat(author.page(offering + "/documents")).contains("has 10 documents already");

        author.follow(offering + "/edit", edited("remove", "documents[9]"));
        attach(TestPdfs.of(1), "Part 1", "syllabus", "en").expectStatus().isSeeOther();
        assertThat(author.page(offering + "/edit"))
                .contains("documents[8]")
                .containsPattern("value=\"syllabus\"\\s+selected")
                .doesNotContain("documents[9]");
    }

    @Test
    void areSentByAProgramByTheSameRules() {
        var program = cast.program(nordkyst, null, Scope.WRITE);
        var stranger = cast.program(cast.institution("Another"), null, Scope.WRITE);
        var uploads = "/api/v1/provider/documents?title=Syllabus&type=syllabus&language=en";

        var sent = program.upload(uploads, "application/pdf", TestPdfs.of(2));
        assertThat(sent.status()).isEqualTo(201);
        assertThat(sent.headers().getLocation()).hasToString(sent.text("/url"));
        assertThat(sent.body().at("/pages").asInt()).isEqualTo(2);
        var picture = program.upload(
                "/api/v1/provider/pictures?alt=Two masts", "application/octet-stream", TestPictures.png(40, 30));
        assertThat(picture.status()).isEqualTo(201);

        var elements = """
                {"elements": {"title": "Wind", "image": %s, "documents": [%s]}}
                """;
        var made = program.post("/api/v1/provider/offerings", elements.formatted(picture.body(), sent.body()));
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.body().at("/elements/documents/0")).isEqualTo(sent.body());
        var untrue = sent.body().toString().replaceAll("\"size\":\\d+", "\"size\":1");
        var again = program.post("/api/v1/provider/offerings", elements.formatted(picture.body(), untrue));
        assertThat(again.body().at("/elements/documents/0/size"))
                .isEqualTo(sent.body().at("/size"));
        var mixed = program.post(
                "/api/v1/provider/offerings",
                elements.formatted(
                        picture.body(), sent.body().toString().replace(sent.text("/url"), picture.text("/url"))));
        assertThat(mixed.text("/errors/0/pointer")).isEqualTo("/elements/documents/0/url");
        assertThat(stranger.post("/api/v1/provider/offerings", elements.formatted("null", sent.body()))
                        .text("/errors/0/pointer"))
                .isEqualTo("/elements/documents/0/url");

        assertThat(program.upload(uploads, "application/pdf", TestPictures.png(8, 8))
                        .type())
                .isEqualTo("file-no-pdf");
        assertThat(program.upload(uploads, "application/pdf", new byte[10 * 1024 * 1024 + 1])
                        .status())
                .isEqualTo(413);
        assertThat(program.upload(uploads, "text/plain", TestPdfs.of(1)).status())
                .isEqualTo(415);
        var wordless = program.upload("/api/v1/provider/documents?type=novel", "application/pdf", TestPdfs.of(1));
        assertThat(wordless.status()).isEqualTo(400);
        assertThat(wordless.body().at("/errors").findValuesAsString("parameter"))
                .contains("title", "type", "language");
    }

    /** What the editor's form says, as a browser would send it, and one thing more. */
    private String[] edited(String name, String value) {
        var inputs = Pattern.compile(
                        "<input[^>]* name=\"((?:documents|title|revision)[^\"]*)\"[^>]* value=\"([^\"]*)\"")
                .matcher(author.page(offering + "/edit"));
        var fields = new LinkedHashMap<String, String>();
        while (inputs.find()) {
            fields.put(inputs.group(1), inputs.group(2));
        }
        fields.keySet().stream()
                .filter(key -> key.endsWith(".url"))
                .toList()
                .forEach(key -> fields.put(key.replace(".url", ".type"), "other"));
        fields.put("revision", revision());
        fields.put("title", "Offshore wind");
        fields.put(name, value);
        return fields.entrySet().stream()
                .flatMap(field -> Stream.of(field.getKey(), field.getValue()))
                .toArray(String[]::new);
    }

    private ResponseSpec attach(byte[] file, String title, String type, String language) {
        return author.upload(offering + "/documents", file, "title", title, "type", type, "language", language);
    }

    private static String digest(byte[] content) {
        return HexFormat.of().formatHex(Digest.sha256().digest(content));
    }
}
