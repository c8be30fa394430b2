package market.tessera.checkout.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import market.tessera.checkout.outbound.Fetch.Failed;
import market.tessera.checkout.outbound.Fetch.Got;
import market.tessera.checkout.outbound.Fetch.Reason;
import market.tessera.platform.outbound.PublicAddresses;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

class PublicWebTests {
    /** Lets all of loopback but one address pass for the internet, so that a server here can be asked. */
    private final PublicWeb web = new PublicWeb(
            new PublicAddresses(address -> !address.getHostAddress().equals("127.0.0.2")), "http");

    private DisposableServer server;

    @BeforeEach
    void aServer() {
        server = HttpServer.create()
                .host("127.0.0.1")
                .route(routes -> routes.get("/badge", (_, response) -> response.sendString(Mono.just("a badge")))
                        .get("/elsewhere", (_, response) -> response.sendRedirect("/badge"))
                        .get(
                                "/inside",
                                (_, response) -> response.sendRedirect("http://127.0.0.2:" + server.port() + "/badge"))
                        .get(
                                "/other-site",
                                (_, response) -> response.sendRedirect("http://127.0.0.1:" + server.port() + "/badge"))
                        .get("/file", (_, response) -> response.sendRedirect("file:///etc/passwd"))
                        .get("/circle", (_, response) -> response.sendRedirect("/circle"))
                        .get(
                                "/endless",
                                (_, response) ->
                                        response.sendString(Flux.range(0, 5_000).map(_ -> "x".repeat(1_000)))))
                .bindNow();
    }

    @AfterEach
    void stop() {
        server.disposeNow();
    }

    @Test
    void fetchesADocument() {
        assertThat(text(get("/badge"))).isEqualTo("a badge");
    }

    @Test
    void followsAFewRedirects() {
        assertThat(text(get("/elsewhere"))).isEqualTo("a badge");
        assertThat(get("/circle")).isEqualTo(new Failed(Reason.MISSING));
    }

    @Test
    void followsNoneIntoANetworkThatIsNotPublicOrOutOfTheWeb() {
        assertThat(get("/inside")).isEqualTo(new Failed(Reason.NOT_PUBLIC));
        assertThat(get("/file")).isEqualTo(new Failed(Reason.MISSING));
    }

    @Test
    void takesNoOthersWordForASites() {
        assertThat(text(get("/other-site"))).isEqualTo("a badge");
        assertThat(fromItself("/other-site")).isEqualTo(new Failed(Reason.MISSING));
        assertThat(text(fromItself("/elsewhere"))).isEqualTo("a badge");
    }

    @Test
    void readsNoMoreThanACredentialCanBe() {
        assertThat(get("/endless")).isEqualTo(new Failed(Reason.TOO_LARGE));
    }

    @Test
    void saysWhatIsNotThere() {
        assertThat(get("/nothing")).isEqualTo(new Failed(Reason.MISSING));
        assertThat(web.get(URI.create("http://localhost:1025/"), "*/*").block()).isEqualTo(new Failed(Reason.SILENT));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://localhost/",
                "https://[::1]/",
                "https://[::ffff:10.0.0.1]/",
                "https://10.0.0.1/",
                "https://169.254.169.254/latest/meta-data",
                "https://192.168.1.1:8443/"
            })
    void reachesNothingInsideThisNetwork(String address) {
        assertThat(new PublicWeb().get(URI.create(address), "*/*").block()).isEqualTo(new Failed(Reason.NOT_PUBLIC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/",
                "ftp://example.org/",
                "https://somebody@example.org/",
                "https://example.org:22/",
                "https:///x"
            })
    void asksOnlyOverHttpsAndWhereSitesAre(String address) {
        assertThat(new PublicWeb().get(URI.create(address), "*/*").block()).isEqualTo(new Failed(Reason.ADDRESS));
    }

    private Fetch get(String path) {
        return web.get(URI.create("http://localhost:" + server.port() + path), "*/*")
                .block();
    }

    private Fetch fromItself(String path) {
        return web.getFromItself(URI.create("http://localhost:" + server.port() + path), "*/*")
                .block();
    }

    private static String text(Fetch fetch) {
        return new String(((Got) fetch).content().bytes(), StandardCharsets.UTF_8);
    }
}
