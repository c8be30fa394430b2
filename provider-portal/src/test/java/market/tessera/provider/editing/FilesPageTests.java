package market.tessera.provider.editing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import market.tessera.provider.media.TakePicture;
import market.tessera.provider.media.TestPictures;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class FilesPageTests extends DraftedFiles {
    @Autowired
    private TakePicture takePicture;

    @Test
    void makeAPictureAnElementThatIsTheProvidersAloneUntilItsVersionIsPublic() {
        var stranger = cast.signedIn(cast.person("Sten Stranger", cast.institution("Another"), Role.values()));

        var next = upload(TestPictures.png(800, 450), "Two masts in the snow")
                .expectStatus()
                .isSeeOther()
                .returnResult(Void.class)
                .getResponseHeaders()
                .getFirst("Location");

        assertThat(next).isEqualTo(offering + "/edit?saved#image");
        var picture = address(author.page(offering + "/edit"));
        assertThat(author.page(offering + "/edit")).contains(picture + "/card", "value=\"Two masts in the snow\"");
        author.get(picture).expectHeader().cacheControl(CacheControl.noCache().cachePrivate());
        stranger.get(picture).expectStatus().isNotFound();
        cast.nobody().get(picture).expectStatus().isNotFound();
        cast.nobody().get("/media/" + "0".repeat(64)).expectStatus().isNotFound();
        cast.nobody().get("/media/..%2f..%2fetc").expectStatus().is4xxClientError();

        publish();

        var shown = cast.nobody()
                .get(picture)
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentType("image/jpeg")
                .expectHeader()
                .valueEquals("X-Content-Type-Options", "nosniff")
                .expectHeader()
                .valueEquals("Content-Security-Policy", "default-src 'none'; sandbox; frame-ancestors 'none'")
                .expectBody(byte[].class)
                .returnResult();
        assertThat(shown.getResponseHeaders().getCacheControl()).contains("immutable", "public", "max-age=31536000");
        cast.web()
                .get()
                .uri(picture + "/card")
                .header("If-None-Match", shown.getResponseHeaders().getETag())
                .exchange()
                .expectStatus()
                .isNotModified();
        assertThat(told()).contains("\"url\": \"" + picture + "\"", "Two masts in the snow");

        author.follow(offering + "/files/picture/remove");
        assertThat(author.page(offering + "/edit")).doesNotContain(picture);
        assertThat(author.page(offering)).contains(picture.substring(7, 15), "src=\"" + picture + "/card\"");
        cast.nobody().get(picture).expectStatus().isOk();

        cast.database()
                .sql("update provider set verified_at = null, evidence = null where id = :id")
                .bind("id", nordkyst)
                .then()
                .block();
        cast.nobody().get(picture).expectStatus().isNotFound();
    }

    @Test
    void sayWhatIsWrongWithAFileAndKeepTheWords() {
        var svg = upload("<svg><script>alert(1)</script></svg>".getBytes(UTF_8), "Two masts");
        assertThat(text(svg, 422)).contains("SVG pictures can carry programs", "value=\"Two masts\"");
        var large = upload(new byte[5 * 1024 * 1024 + 1], "Two masts");
        assertThat(text(large, 413)).contains("larger than 5 MB", "value=\"Two masts\"");
        assertThat(text(upload(TestPictures.png(8, 8), " "), 422)).contains("Say what the picture shows");
        assertThat(author.page(offering + "/files")).doesNotContain("What is shown now");
        author.post(offering + "/files/picture", "alt", "Two masts")
                .expectStatus()
                .isEqualTo(415);
    }

    @Test
    void askForPatienceWhileManyPicturesAreWorkedOn() {
        var logo = "/portal/settings/%s/shopfront/logo".formatted(nordkyst);
        var administrator = cast.signedIn(cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR));
        var others = IntStream.range(0, 20).mapToObj(_ -> sendsForEver()).toList();
        try {
            var answer = upload(TestPictures.png(8, 8), "Two masts");
            answer.expectHeader().valueEquals("Retry-After", "10");
            assertThat(text(answer, 503)).contains("Many files are being worked on", "value=\"Two masts\"");
            assertThat(text(administrator.upload(logo, TestPictures.png(8, 8)), 503))
                    .contains("Many files are being worked on");
        } finally {
            others.forEach(Disposable::dispose);
        }
        upload(TestPictures.png(8, 8), "Two masts").expectStatus().isSeeOther();
    }

    private Disposable sendsForEver() {
        var request = MockServerHttpRequest.post("/")
                .contentType(MediaType.parseMediaType("multipart/form-data;boundary=x"))
                .body(Flux.never());
        return takePicture
                .receive(MockServerWebExchange.from(request), Mono::just, Mono::just)
                .subscribe();
    }

    @Test
    void keepWhatWasTypedOnTheWayToThemAndLetTheWordsBeChangedInTheEditor() {
        assertThat(author.follow(
                        offering + "/edit",
                        "revision",
                        "0",
                        "title",
                        "Offshore wind",
                        "summary",
                        "New",
                        "files",
                        "picture"))
                .isEqualTo(offering + "/files");
        upload(TestPictures.jpeg(80, 45), "Two masts").expectStatus().isSeeOther();
        var picture = address(author.page(offering + "/edit"));
        var none = "/media/" + "a".repeat(64);

        author.follow(offering + "/edit", edited(picture, "One mast"));
        assertThat(author.page(offering + "/edit")).contains("value=\"One mast\"", ">New</textarea>");
        assertThat(text(author.post(offering + "/edit", edited(picture, "")), 422))
                .contains("What the picture shows: This is needed");
        author.post(offering + "/edit", edited(none, "Not mine")).expectStatus().is4xxClientError();
        assertThat(author.page(offering + "/edit")).contains(picture).doesNotContain(none);

        var copy = author.follow(offering + "/duplicate");
        assertThat(author.page(copy)).contains(picture, "value=\"One mast\"");
    }

    private String[] edited(String picture, String alt) {
        return new String[] {
            "revision", revision(), "title", "Offshore wind", "summary", "New", "image.url", picture, "image.alt", alt
        };
    }

    private ResponseSpec upload(byte[] file, String alt) {
        return author.upload(offering + "/files/picture", file, "alt", alt);
    }
}
