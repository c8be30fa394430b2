package market.tessera.provider.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import market.tessera.provider.Browser;
import market.tessera.provider.OtherLogs;
import market.tessera.provider.PortalTest;
import market.tessera.provider.TestPeople.Cast;
import market.tessera.provider.staff.Role;
import org.assertj.core.api.ThrowingConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@PortalTest
class PayoutFeedTests {
    private static final String NOT_PAID = "Sundholm cannot be paid";

    @Autowired
    private Cast cast;

    @Test
    void saysOnTheFirstPageWhatKeepsAnInstitutionFromBeingPaid() {
        var sundholm = cast.institution("Sundholm");
        var finance = cast.signedIn(cast.person("Finn Finance", sundholm, Role.FINANCE));
        assertThat(finance.page("/portal")).contains(NOT_PAID + " yet", "/checkout/desk/account");

        told(sundholm, 3, "in-review");
        eventually(finance, page -> assertThat(page).contains("Stripe is looking at what Sundholm has sent"));

        told(sundholm, 5, "active");
        told(sundholm, 4, "restricted");
        eventually(finance, page -> assertThat(page).doesNotContain("Stripe is looking", NOT_PAID));

        told(sundholm, 6, "restricted");
        eventually(finance, page -> assertThat(page).contains(NOT_PAID + ": something is missing"));
    }

    @Test
    void isNobodyElsesBusiness() {
        var sundholm = cast.institution("Sundholm");
        var author = cast.signedIn(cast.person("Ada Author", sundholm, Role.AUTHOR));
        var stranger = cast.signedIn(cast.person("Sten Stranger", cast.institution("Another"), Role.FINANCE));

        assertThat(author.page("/portal")).doesNotContain(NOT_PAID);
        assertThat(stranger.page("/portal")).doesNotContain(NOT_PAID);
    }

    private static void told(UUID provider, long version, String state) {
        OtherLogs.tell("payout-account.updated", provider.toString(), version, """
                {"provider": "%s", "state": "%s", "paysOut": false}
                """.formatted(provider, state));
    }

    private static void eventually(Browser browser, ThrowingConsumer<String> holds) {
        await().atMost(Duration.ofMinutes(3)).untilAsserted(() -> holds.accept(browser.page("/portal")));
    }
}
