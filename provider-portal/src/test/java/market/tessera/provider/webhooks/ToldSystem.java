package market.tessera.provider.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;

/** A system of a provider that is told what happens, and remembers what it has heard. */
@PortalTest
abstract class ToldSystem {
    static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=]{44}");

    @Autowired
    Cast cast;

    @Autowired
    DatabaseClient database;

    @Autowired
    MovableClock clock;

    final AtomicInteger status = new AtomicInteger(200);
    final List<Heard> heard = new CopyOnWriteArrayList<>();
    HttpServer system;
    UUID nordkyst;
    Browser administrator;
    String page;

    /** A message as a provider's system gets it. */
    record Heard(String path, String id, String time, String signature, String body) {
        boolean isSignedWith(String secret) throws Exception {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.substring("whsec_".length())), "HmacSHA256"));
            var expected = mac.doFinal((id + "." + time + "." + body).getBytes(StandardCharsets.UTF_8));
            return signature.equals("v1," + Base64.getEncoder().encodeToString(expected));
        }
    }

    @BeforeEach
    void aSystemOfAProvider() throws IOException {
        nordkyst = cast.institution("Nordkyst");
        administrator = cast.signedIn(cast.person("Maren Vik", nordkyst, Role.ADMINISTRATOR));
        page = "/portal/settings/" + nordkyst + "/webhooks";
        system = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        system.createContext("/", this::hear);
        system.start();
    }

    void hear(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = exchange.getRequestHeaders();
            heard.add(new Heard(
                    exchange.getRequestURI().toString(),
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            if (exchange.getRequestURI().getPath().equals("/elsewhere")) {
                exchange.getResponseHeaders().set("Location", "/private");
                exchange.sendResponseHeaders(302, -1);
            } else {
                exchange.sendResponseHeaders(status.get(), -1);
            }
        }
    }

    @AfterEach
    void stop() {
        system.stop(0);
        database.sql("delete from webhook where provider = :id")
                .bind("id", nordkyst)
                .then()
                .block();
        clock.backToNow();
    }

    String add(String path, String... events) {
        var fields = Stream.concat(
                        Stream.of(
                                "address",
                                "http://127.0.0.1:" + system.getAddress().getPort() + path),
                        Stream.of(events).flatMap(event -> Stream.of("events", event)))
                .toArray(String[]::new);
        var answer = administrator
                .post(page, fields)
                .expectStatus()
                .isOk()
                .expectBody(String.class)
                .returnResult()
                .getResponseBody();
        var found = SECRET.matcher(answer);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    Heard onlyMessage() {
        await().until(() -> !heard.isEmpty());
        shows("Taken");
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }

    void shows(String... words) {
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(administrator.page(page)).contains(words));
    }

    String find(String pattern) {
        var found = Pattern.compile(pattern).matcher(administrator.page(page));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }
}
