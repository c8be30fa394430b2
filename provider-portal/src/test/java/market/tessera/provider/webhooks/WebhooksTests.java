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
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import market.tessera.provider.Browser;
import market.tessera.provider.MovableClock;
import market.tessera.provider.OtherLogs;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

@PortalTest
class WebhooksTests {
    private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=]{44}");

    @Autowired
    private Cast cast;

    @Autowired
    private DatabaseClient database;

    @Autowired
    private MovableClock clock;

    private final AtomicInteger status = new AtomicInteger(200);
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private HttpServer system;
    private UUID nordkyst;
    private Browser administrator;
    private String page;

    /** A message as a provider's system gets it. */
    private record Heard(String path, String id, String time, String signature, String body) {
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

    private void hear(HttpExchange exchange) throws IOException {
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

    @Test
    void tellsWhatHappensOnceAndSigned() throws Exception {
        var secret = add("/hooks?of=tessera", "enrollment.updated");
        var enrollment = UUID.randomUUID();

        enrolled(nordkyst, enrollment);

        var message = onlyMessage();
        assertThat(message.path()).isEqualTo("/hooks?of=tessera");
        assertThat(message.isSignedWith(secret)).isTrue();
        assertThat(Math.abs(Long.parseLong(message.time()) - clock.instant().getEpochSecond()))
                .isLessThan(60);
        var told = JsonMapper.shared().readTree(message.body());
        assertThat(told.at("/type").asString()).isEqualTo("enrollment.updated");
        assertThat(told.at("/data/id").asString()).isEqualTo(enrollment.toString());
        assertThat(told.at("/timestamp").asString()).isNotEmpty();
        assertThat(administrator.page(page)).contains("Taken (200)").doesNotContain(secret);
    }

    @Test
    void isNotHeldUpByTheSlowSystemOfAnother() throws Exception {
        var another = cast.institution("Slow College");
        var head = cast.signedIn(cast.person("Sten", another, Role.ADMINISTRATOR));
        var underWay = new AtomicInteger();
        var release = new CountDownLatch(1);
        var slow = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            slow.setExecutor(threads);
            slow.createContext("/", exchange -> {
                underWay.incrementAndGet();
                waitFor(release);
                exchange.sendResponseHeaders(200, -1);
                exchange.close();
            });
            slow.start();
            var address = "http://127.0.0.1:" + slow.getAddress().getPort() + "/";
            head.post("/portal/settings/" + another + "/webhooks", "address", address, "events", "enrollment.updated")
                    .expectStatus()
                    .isOk();
            IntStream.range(0, Deliveries.EACH * 2).forEach(_ -> enrolled(another, UUID.randomUUID()));
            await().until(() -> underWay.get() == Deliveries.EACH);

            add("/", "enrollment.updated");
            enrolled(nordkyst, UUID.randomUUID());

            onlyMessage();
            assertThat(underWay).hasValue(Deliveries.EACH);
            release.countDown();
        } finally {
            release.countDown();
            slow.stop(0);
            database.sql("delete from webhook where provider = :id")
                    .bind("id", another)
                    .then()
                    .block();
        }
    }

    @Test
    void tellsOfPublishedOfferingsFromThePortalsOwnLog() {
        add("/", "offering.published", "offering.withdrawn");
        var offering = published();

        var message = onlyMessage();

        assertThat(message.body()).contains("\"type\":\"offering.published\"", offering);
    }

    @Test
    void triesAgainLaterAndLaterWithTheSameIdUntilItIsTaken() {
        status.set(503);
        add("/", "enrollment.updated");
        enrolled(nordkyst, UUID.randomUUID());
        await().until(() -> heard.size() == 1);
        shows("Tried once", "Answered 503");

        clock.pass(Duration.ofSeconds(6));
        await().until(() -> heard.size() == 2);
        shows("Tried 2 times");
        status.set(204);
        clock.pass(Duration.ofSeconds(31));
        await().until(() -> heard.size() == 3);

        shows("Taken (204)");
        assertThat(heard.stream().map(Heard::id).distinct()).hasSize(1);
    }

    @Test
    void givesUpInTheEndAndSendsAgainByHand() {
        status.set(500);
        add("/", "enrollment.updated");
        enrolled(nordkyst, UUID.randomUUID());
        await().until(() -> heard.size() == 1);
        database.sql("update webhook_delivery set attempts = 9 where provider = :id")
                .bind("id", nordkyst)
                .then()
                .block();
        clock.pass(Duration.ofHours(15));
        administrator = cast.signedIn(cast.person("Later", nordkyst, Role.ADMINISTRATOR));
        shows("Given up after 10 attempts");
        status.set(200);

        administrator.follow(find("action=\"(" + page + "/deliveries/[0-9a-f-]+/replay)\""));

        shows("Taken (200)");
        assertThat(heard.stream().map(Heard::id).distinct()).hasSize(1);
    }

    @Test
    void stopsTellingAnAddressThatWantsNoMore() {
        status.set(410);
        add("/", "enrollment.updated");
        enrolled(nordkyst, UUID.randomUUID());

        shows("Wants no more", "Given up");
        enrolled(nordkyst, UUID.randomUUID());
        // what another institution is told afterwards has passed by this one's address
        var elsewhere = cast.institution("Another");
        enrolledAndFed(elsewhere);

        assertThat(heard).hasSize(1);
    }

    @Test
    void doesNotTellItWhatWasWaitingEither() {
        status.set(503);
        add("/", "enrollment.updated");
        enrolled(nordkyst, UUID.randomUUID());
        await().until(() -> heard.size() == 1);
        shows("Answered 503");
        status.set(410);

        enrolled(nordkyst, UUID.randomUUID());

        shows("Wants no more");
        assertThat(cast.count(
                        "select count(*) from webhook_delivery where provider = :id::uuid and dead_at is null",
                        nordkyst.toString()))
                .isZero();
    }

    @Test
    void followsNoRedirect() {
        add("/elsewhere", "enrollment.updated");
        enrolled(nordkyst, UUID.randomUUID());

        shows("Answered 302");

        assertThat(heard).extracting(Heard::path).containsOnly("/elsewhere");
    }

    @Test
    void tellsNothingOfOthersAndNothingThatHappenedBefore() {
        var elsewhere = cast.institution("Another");
        enrolledAndFed(nordkyst);
        add("/", "enrollment.updated");
        enrolled(elsewhere, UUID.randomUUID());
        var own = UUID.randomUUID();
        enrolled(nordkyst, own);

        assertThat(onlyMessage().body()).contains(own.toString());
    }

    @Test
    void sendsATestByHandAndForgetsARemovedAddress() {
        add("/", "badge.issued");
        administrator.follow(find("action=\"(" + page + "/[0-9a-f-]+/test)\""));
        assertThat(onlyMessage().body()).contains("\"type\":\"test\"");
        var remove = find("action=\"(" + page + "/[0-9a-f-]+/remove)\"");

        administrator.follow(remove);
        administrator.follow(remove);

        assertThat(administrator.page(page)).contains("No address is told anything yet");
        administrator.post(remove.replace("/remove", "/test")).expectStatus().isNotFound();
    }

    @Test
    void doesNothingToAddressesOfOthers() {
        add("/", "enrollment.updated");
        var remove = find("action=\"" + page + "/([0-9a-f-]+)/remove\"");
        var elsewhere = cast.institution("Another");
        var stranger = cast.signedIn(cast.person("Sten", elsewhere, Role.ADMINISTRATOR));

        stranger.follow("/portal/settings/" + elsewhere + "/webhooks/" + remove + "/remove");
        stranger.post("/portal/settings/" + elsewhere + "/webhooks/" + remove + "/test")
                .expectStatus()
                .isNotFound();

        assertThat(administrator.page(page)).contains("127.0.0.1");
    }

    @Test
    void takesNoMoreAddressesThanAProviderNeedsHoweverManyComeAtOnce() {
        var answers = Flux.range(0, Webhooks.MOST + 5)
                .flatMap(
                        one -> Mono.fromCallable(() -> administrator
                                        .post(
                                                page,
                                                "address",
                                                "https://nordkyst.example/" + one,
                                                "events",
                                                "badge.issued")
                                        .returnResult(String.class)
                                        .getStatus()
                                        .value())
                                .subscribeOn(Schedulers.boundedElastic()),
                        8)
                .collectList()
                .block();

        assertThat(answers).filteredOn(answer -> answer == 200).hasSize(Webhooks.MOST);
        assertThat(answers).filteredOn(answer -> answer == 422).hasSize(5);
        assertThat(administrator
                        .post(page, "address", "https://nordkyst.example/", "events", "badge.issued")
                        .expectBody(String.class)
                        .returnResult()
                        .getResponseBody())
                .contains("as many addresses as there can be");
    }

    @Test
    void sendsByHandOnlySoOften() {
        add("/", "badge.issued");
        var test = find("action=\"(" + page + "/[0-9a-f-]+/test)\"");
        var refused = Flux.range(0, 300)
                .concatMap(_ -> Mono.fromCallable(() -> administrator
                        .post(test)
                        .returnResult(String.class)
                        .getStatus()
                        .value()))
                .any(answer -> answer == 429)
                .block();

        assertThat(refused).isTrue();
    }

    @Test
    void takesNoAddressThatIsNotOne() {
        for (var typed : List.of(
                "",
                "nordkyst",
                "ftp://nordkyst.example/",
                "https://me:secret@nordkyst.example/",
                "https:///",
                "https://x/#y")) {
            administrator
                    .post(page, "address", typed, "events", "badge.issued")
                    .expectStatus()
                    .isEqualTo(422);
        }
        administrator
                .post(page, "address", "https://nordkyst.example/")
                .expectStatus()
                .isEqualTo(422);
    }

    private String add(String path, String... events) {
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

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private Heard onlyMessage() {
        await().until(() -> !heard.isEmpty());
        shows("Taken");
        assertThat(heard).hasSize(1);
        return heard.getFirst();
    }

    private void shows(String... words) {
        await().atMost(Duration.ofMinutes(3))
                .untilAsserted(() -> assertThat(administrator.page(page)).contains(words));
    }

    private String find(String pattern) {
        var found = Pattern.compile(pattern).matcher(administrator.page(page));
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private String published() {
        var author = cast.signedIn(cast.person("Ane", nordkyst, Role.AUTHOR));
        var reviewer = cast.signedIn(cast.person("Rolf", nordkyst, Role.REVIEWER));
        var offering = author.follow("/portal/offerings/new", "title", "Offshore wind", "provider", nordkyst.toString())
                .replace("/edit", "");
        author.follow(offering + "/propose", "revision", "0");
        reviewer.follow(offering + "/approve", "revision", "1");
        administrator.follow(offering + "/publish", "revision", "2");
        return offering.replace("/portal/offerings/", "");
    }

    private void enrolled(UUID institution, UUID enrollment) {
        OtherLogs.tell("enrollment.updated", enrollment.toString(), 1, """
                {"id": "%s", "provider": "%s", "offering": "%s", "offeringTitle": "Offshore wind", "state": "active",
                 "learner": {"name": "Mia Berg", "email": "mia@example.org"}, "at": "2026-11-01T10:00:00Z"}
                """.formatted(
                        enrollment, institution, UUID.randomUUID()));
    }

    /** As {@link #enrolled}, and the feed has come by. */
    private void enrolledAndFed(UUID institution) {
        var before = position();
        enrolled(institution, UUID.randomUUID());
        await().atMost(Duration.ofMinutes(3)).until(() -> !position().equals(before));
    }

    private String position() {
        return database.sql("select c::text from event_cursor c where consumer = 'portal-webhooks-commerce'")
                .map(row -> row.get(0, String.class))
                .one()
                .defaultIfEmpty("")
                .block();
    }
}
