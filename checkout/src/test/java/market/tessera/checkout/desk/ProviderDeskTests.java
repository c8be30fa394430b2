package market.tessera.checkout.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProviderDeskTests extends DeskVisits {
    @Test
    void aProviderSeesAndRefundsItsOwnLinesOnly() {
        var bought = bought("two-providers@example.org");
        var finance = shop.signedIn(staff(bought.first().provider().id() + ":finance"));
        var stranger = shop.signedIn(staff(UUID.randomUUID() + ":finance"));

        var page = finance.get(bought.page()).block().body();
        finance.post(
                        bought.page() + "/refund",
                        Map.of("line", bought.line(bought.second()).toString(), "places", "end", "seen", "0"))
                .block();

        assertThat(page)
                .contains(bought.first().title())
                .doesNotContain(bought.second().title(), "Ask Stripe now");
        assertThat(shop.count("select count(*) from refund where order_id = '%s'".formatted(bought.order())))
                .as("another provider's line is not its to refund")
                .isZero();
        assertThat(stranger.get(bought.page()).block().status()).isEqualTo(404);
        assertThat(stranger.get("/checkout/desk").block().body()).doesNotContain("two-providers@example.org");
        assertThat(stranger.post(
                                bought.page() + "/refund",
                                Map.of("line", bought.line(bought.first()).toString(), "places", "end", "seen", "0"))
                        .block()
                        .status())
                .isEqualTo(404);
        assertThat(finance.post(bought.page() + "/settlement", Map.of()).block().status())
                .isEqualTo(403);

        var done = finance.post(
                        bought.page() + "/refund",
                        Map.of(
                                "line",
                                bought.line(bought.first()).toString(),
                                "places",
                                "end",
                                "seen",
                                "0",
                                "reason",
                                "CANCELLED_BY_PROVIDER"))
                .block();

        assertThat(finance.get(done.location()).block().body()).contains("the money is on its way", "-R1");
        shop.await(
                "select count(*) from refund where order_id = '%s' and requester = 'PROVIDER' and amount = 39000"
                        .formatted(bought.order()),
                1L);
    }

    @Test
    void aProvidersStatementSaysWhatItHasEarned() {
        var bought = bought("statement@example.org");
        var provider = bought.first().provider().id();
        var finance = shop.signedIn(staff(provider + ":finance"));
        finance.post(
                        bought.page() + "/refund",
                        Map.of("line", bought.line(bought.first()).toString(), "places", "end", "seen", "0"))
                .block();
        var again = shop.guest("statement-again@example.org");
        again.buy(bought.first().id(), bought.first().firstIntake()).block();
        shop.await(
                "select count(*) from posting where provider = '%s' and kind in ('SALE', 'REFUND')".formatted(provider),
                3L);

        var page = finance.get("/checkout/desk/statement").block().body();
        var csv = finance.get("/checkout/desk/statement.csv").block().body();
        var elsewhere = shop.signedIn(staff(UUID.randomUUID() + ":finance"));

        assertThat(page).contains("Offshore wind", "€351", "given back").doesNotContain("Infection control");
        assertThat(csv.lines().skip(1).map(line -> line.replaceAll(".*Offshore wind,", "")))
                .containsExactlyInAnyOrder(
                        "sale,EUR,390.00,39.00,0.00,351.00,0.00",
                        "refund,EUR,-390.00,-39.00,0.00,-351.00,0.00",
                        "sale,EUR,390.00,39.00,0.00,351.00,0.00");
        assertThat(elsewhere.get("/checkout/desk/statement.csv").block().body().lines())
                .hasSize(1);
        assertThat(finance.get("/checkout/desk/statement?month=2001-01").block().body())
                .contains("Nothing moved in this month");
        assertThat(page.replaceAll("\\s+", " "))
                .contains("<dt>Your share of sales</dt> <dd>€702</dd>", "<dt>Taken back</dt> <dd>€351</dd>")
                .contains("less what was given back: €39");
        for (var never : Set.of("%2B999999999-12", "%2B300000-01", "-000001-01")) {
            assertThat(finance.get("/checkout/desk/statement?month=" + never)
                            .block()
                            .body())
                    .as("%s is shown as this month", never)
                    .contains("€702");
        }
    }

    @Test
    void aProviderDoesNotLearnWhatOthersHaveSoldInTheSameOrder() {
        var bought = bought("apart@example.org");
        var lines = bought.line(bought.first()) + "," + bought.line(bought.second());
        shop.signedIn(OPERATOR)
                .post(bought.page() + "/refund", Map.of("line", lines, "places", "end", "seen", "0"))
                .block();
        shop.await("select status from refund where order_id = '%s'".formatted(bought.order()), "SUCCEEDED");

        assertThat(shop.signedIn(OPERATOR).get(bought.page()).block().body()).contains("€510.05");
        assertThat(shop.signedIn(staff(bought.first().provider().id() + ":finance"))
                        .get(bought.page())
                        .block()
                        .body())
                .contains("Order placed", "-R1", "€390")
                .doesNotContain("€510.05", "€120.05");
    }
}
