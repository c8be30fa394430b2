package market.tessera.provider.webhooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.Closeable;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import market.tessera.provider.OtherLogs;
import market.tessera.provider.staff.Role;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WebhooksTests extends ToldSystem {
    @Test
    void tellsWhatHappensOnceAndSigned() throws Exception {
        var secret = add("/hooks?of=tessera", "enrollment.updated");
        var enrollment = UUID.randomUUID();

        enrolled(nordkyst, enrollment);

        var message = onlyMessage();
        assertThat(message.path()).isEqualTo("/hooks?of=tessera");
        assertThat(message.isSignedWith(secret)).isTrue();
        assertThat(Math.abs(Long.parseLong(message.time()) - clock.instant().getEpochSecond()))
                .isLessThan(600);
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
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                Closeable _ = release::countDown) {
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
        } finally {
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

        clock.pass(Duration.ofMinutes(6));
        await().until(() -> heard.size() == 2);
        shows("Tried 2 times");
        status.set(204);
        clock.pass(Duration.ofMinutes(11));
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

    private static void waitFor(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
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
