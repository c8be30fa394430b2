package market.tessera.storefront.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import market.tessera.sandbox.servers.TestServers;
import market.tessera.storefront.StorefrontTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.reactive.server.WebTestClient;

/** The search index behind a door that can be shut, or held so that nobody comes through. */
@StorefrontTest
class OutageTests {
    private static final Door DOOR = new Door();

    @DynamicPropertySource
    static void throughTheDoor(DynamicPropertyRegistry properties) {
        properties.add("storefront.catalogue.urls", DOOR::url);
        properties.add("storefront.catalogue.timeout", () -> "1s");
    }

    /** Two answers take a second each, on a machine that has nothing else to do. */
    private static final Duration NOBODY_WAITS = Duration.ofSeconds(30);

    @Autowired
    WebTestClient client;

    @AfterEach
    void openTheDoor() {
        DOOR.state = Door.State.OPEN;
    }

    @Test
    void saysSoSoonAndRecoversByItself() {
        warmUp();
        for (var state : new Door.State[] {Door.State.HELD, Door.State.SHUT}) {
            DOOR.state = state;
            var before = Instant.now();

            client.get()
                    .uri("/api/v1/offerings")
                    .exchange()
                    .expectStatus()
                    .isEqualTo(503)
                    .expectHeader()
                    .valueEquals("Retry-After", "10")
                    .expectHeader()
                    .contentTypeCompatibleWith("application/problem+json");
            client.get()
                    .uri("/search")
                    .accept(MediaType.TEXT_HTML)
                    .exchange()
                    .expectStatus()
                    .isEqualTo(503)
                    .expectBody(String.class)
                    .value(body -> assertThat(body).contains("Search is not answering"));
            client.get()
                    .uri("/how-ranking-works")
                    .accept(MediaType.TEXT_HTML)
                    .exchange()
                    .expectStatus()
                    .isOk();

            assertThat(Duration.between(before, Instant.now())).as(state.name()).isLessThan(NOBODY_WAITS);
            DOOR.state = Door.State.OPEN;
            warmUp();
        }
    }

    /** A loaded machine may need more than one try; a user would reload the page as well. */
    private void warmUp() {
        await().atMost(Duration.ofMinutes(2))
                .untilAsserted(() -> client.get()
                        .uri("/api/v1/offerings?limit=1")
                        .exchange()
                        .expectStatus()
                        .isOk());
    }

    /** Hands connections on to OpenSearch, if it is open. */
    private static final class Door {
        enum State {
            OPEN,
            HELD,
            SHUT
        }

        private final ServerSocket entrance;
        private volatile State state = State.OPEN;

        Door() {
            try {
                entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            } catch (IOException failure) {
                throw new java.io.UncheckedIOException(failure);
            }
            Thread.ofVirtual().start(this::serve);
        }

        String url() {
            return "http://127.0.0.1:" + entrance.getLocalPort();
        }

        private void serve() {
            while (!entrance.isClosed()) {
                try {
                    var guest = entrance.accept();
                    Thread.ofVirtual().start(() -> lead(guest));
                } catch (IOException closed) {
                    return;
                }
            }
        }

        private void lead(Socket guest) {
            var house = URI.create(TestServers.addresses().openSearchUrl());
            try (guest;
                    var host = new Socket(house.getHost(), house.getPort())) {
                var answers = Thread.ofVirtual().start(() -> copy(host, guest));
                copy(guest, host);
                answers.join();
            } catch (IOException ended) {
                assertThat(ended).isNotNull();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        private void copy(Socket from, Socket to) {
            var buffer = new byte[65_536];
            try {
                for (var read = from.getInputStream().read(buffer);
                        read >= 0;
                        read = from.getInputStream().read(buffer)) {
                    if (state == State.SHUT) {
                        from.close();
                        to.close();
                        return;
                    }
                    while (state == State.HELD) {
                        java.util.concurrent.locks.LockSupport.parkNanos(10_000_000);
                    }
                    to.getOutputStream().write(buffer, 0, read);
                }
                to.shutdownOutput();
            } catch (IOException ended) {
                assertThat(ended).isNotNull();
            }
        }
    }
}
