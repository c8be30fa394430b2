package market.tessera.checkout.balance;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Stream;
import market.tessera.checkout.balance.BalanceMovement.Arrival;
import market.tessera.checkout.balance.StripeBalance.Page;
import market.tessera.platform.money.Money;
import org.junit.jupiter.api.Test;

/** How much of the balance is read again: what Stripe may not have shown yet. */
class ReachTests {
    private static final Instant NOW = Instant.parse("2026-11-28T19:00:00Z");
    private static final Money FEE = Money.of(610, "EUR");

    @Test
    void whatIsOlderThanAMinuteIsReadOnce() {
        var reach = Reach.from("txn_0").on(page(true, seconds("txn_1", 200), seconds("txn_2", 90)), NOW);

        assertThat(reach).isEqualTo(new Reach("txn_2", "txn_2", true));
    }

    @Test
    void whatIsYoungerIsReadAgain() {
        var reach = Reach.from("txn_0").on(page(false, seconds("txn_1", 61), seconds("txn_2", 59)), NOW);

        assertThat(reach).isEqualTo(new Reach("txn_2", "txn_1", false));
        assertThat(Reach.from(null).on(page(false, seconds("txn_1", 1)), NOW))
                .as("everything is young")
                .isEqualTo(new Reach("txn_1", null, false));
    }

    @Test
    void whatComesAfterSomethingYoungIsReadAgainAsWell() {
        var reach = Reach.from("txn_0")
                .on(page(true, seconds("txn_1", 200), seconds("txn_2", 30)), NOW)
                .on(page(false, seconds("txn_3", 29)), NOW);

        assertThat(reach).isEqualTo(new Reach("txn_3", "txn_1", false));
    }

    @Test
    void nothingNewLeavesItWhereItWas() {
        assertThat(Reach.from("txn_0").on(page(false), NOW)).isEqualTo(new Reach("txn_0", "txn_0", false));
    }

    /** As Stripe gives it: newest first. */
    private static Page page(boolean more, BalanceMovement... oldestFirst) {
        return new Page(Stream.of(oldestFirst).toList().reversed(), more);
    }

    private static BalanceMovement seconds(String id, int old) {
        return new BalanceMovement(
                id,
                "charge",
                "ch_" + id,
                "pi_" + id,
                Arrival.ARRIVED,
                null,
                false,
                "",
                Money.of(39_000, "EUR"),
                FEE,
                NOW.minusSeconds(old));
    }
}
