package market.tessera.checkout;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import market.tessera.sandbox.buyer.GuestBuyer;
import market.tessera.sandbox.servers.TestServers;
import market.tessera.sandbox.servers.TestServersInitializer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

@CheckoutTest
class OutageTests {
    @Autowired
    private Shop shop;

    @Test
    void withoutItsDatabaseEveryPageSaysSoAndBuyingGoesOnWhereItStopped() throws SQLException {
        var listing =
                Listing.of("Kept", Listing.Provider.named("Glenmore College")).intake(9900L, "GBP", null);
        shop.onSale(listing);
        var buyer = shop.guest("outage@learner.example");
        buyer.add(listing.id(), listing.intakes().getFirst().id()).block();
        var order = buyer.checkOut().block();

        disconnect(true);
        try {
            page("/basket");
            page("/orders/" + order);
            page("/badges/" + UUID.randomUUID());
        } finally {
            disconnect(false);
        }

        await().atMost(ofSeconds(60))
                .until(() -> Objects.requireNonNull(buyer.look(order).block()).status() == 200);
        var paid = buyer.paymentPage(order).flatMap(page -> buyer.pay(page, GuestBuyer.CARD_THAT_PAYS));
        assertThat(paid.block().status()).isEqualTo(303);
        shop.await("select status from orders where id = '%s'".formatted(order), "FULFILLED");
    }

    private void page(String path) {
        var client = client();
        client.get()
                .uri(path)
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isEqualTo(503)
                .expectHeader()
                .exists(HttpHeaders.RETRY_AFTER)
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("Part of Tessera is not answering"));
    }

    @Test
    void anAddressThatDoesNotExistIsAPageForBrowsersAndProblemDetailsForPrograms() {
        client().get()
                .uri("/orders/nowhere/at/all")
                .accept(MediaType.TEXT_HTML)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectBody(String.class)
                .value(page -> assertThat(page).contains("This page is not here"));
        client().get()
                .uri("/orders/nowhere/at/all")
                .accept(MediaType.APPLICATION_JSON)
                .exchange()
                .expectStatus()
                .isNotFound()
                .expectHeader()
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .expectBody()
                .jsonPath("$.detail")
                .isEqualTo("There is nothing at this address.")
                .jsonPath("$.instance")
                .isEqualTo("/orders/nowhere/at/all");
    }

    private static WebTestClient client() {
        return WebTestClient.bindToServer().baseUrl(Surroundings.ORIGIN).build();
    }

    /** Ends every connection to the database and refuses new ones, or lets them in again. */
    private static void disconnect(boolean away) throws SQLException {
        var database = TestServersInitializer.database();
        try (var connection = DriverManager.getConnection(
                        TestServers.addresses().jdbcUrl("postgres"), "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("alter database %s allow_connections %s".formatted(database, !away));
            if (away) {
                statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'"
                        .formatted(database));
            }
        }
    }
}
