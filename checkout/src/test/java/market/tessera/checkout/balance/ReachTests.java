package market.tessera.checkout.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Stream;
import market.tessera.checkout.balance.StripeBalance.Page;
import market.tessera.platform.money.Money;
import org.junit.jupiter.api.Test;

/** How much of the balance is read again: what Stripe may not have shown yet, and what orders may not know of yet. */
class ReachTests {
    private static final Instant NOW = Instant.parse("2026-11-28T19:00:00Z");
    private static final Money FEE = Money.of(610, "EUR");

    @Test
    void whatIsOlderThanAMinuteIsReadOnce() {
        var reach = Reach.from("txn_0").on(page(true, seconds("txn_1", 200), seconds("txn_2", 90)), Set.of(), NOW);

        assertThat(reach).isEqualTo(new Reach("txn_2", "txn_2", true));
    }

    @Test
    void whatIsYoungerIsReadAgain() {
        var reach = Reach.from("txn_0").on(page(false, seconds("txn_1", 61), seconds("txn_2", 59)), Set.of(), NOW);

        assertThat(reach).isEqualTo(new Reach("txn_2", "txn_1", false));
        assertThat(Reach.from(null).on(page(false, seconds("txn_1", 1)), Set.of(), NOW))
                .as("everything is young")
                .isEqualTo(new Reach("txn_1", null, false));
    }

    @Test
    void whatAnOrderDoesNotKnowYetHoldsAllAfterItButNotForEver() {
        var page = page(true, seconds("txn_1", 500), seconds("txn_2", 400), seconds("txn_3", 300));

        var reach = Reach.from("txn_0").on(page, Set.of("txn_2"), NOW);
        var further = reach.on(page(false, seconds("txn_4", 200)), Set.of(), NOW);
        var given = Reach.from("txn_0").on(page, Set.of("txn_2"), NOW.plus(Duration.ofMinutes(4)));

        assertThat(reach).isEqualTo(new Reach("txn_3", "txn_1", true));
        assertThat(further).as("read, to be read again").isEqualTo(new Reach("txn_4", "txn_1", false));
        assertThat(given.settled()).isEqualTo("txn_3");
    }

    @Test
    void nothingNewLeavesItWhereItWas() {
        assertThat(Reach.from("txn_0").on(page(false), Set.of(), NOW)).isEqualTo(new Reach("txn_0", "txn_0", false));
    }

    /** As Stripe gives it: newest first. */
    private static Page page(boolean more, BalanceMovement... oldestFirst) {
        return new Page(Stream.of(oldestFirst).toList().reversed(), more);
    }

    private static BalanceMovement seconds(String id, int old) {
        return new BalanceMovement(
                id, "charge", "ch_" + id, "pi_" + id, false, "", Money.of(39_000, "EUR"), FEE, NOW.minusSeconds(old));
    }
}
