package market.tessera.checkout.balance;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import market.tessera.checkout.balance.StripeBalance.Page;
import org.jspecify.annotations.Nullable;

/**
 * How far the balance was read, forwards.
 *
 * @param newest movement that was read; null where there was none
 * @param settled the newest of those that, with all before them, need not be read again; null where there is none
 * @param more whether there is more to read
 */
record Reach(@Nullable String newest, @Nullable String settled, boolean more) {
    /** Stripe dates movements by the second, and one may appear a little after another that is listed behind it. */
    private static final Duration APPEARED = Duration.ofMinutes(1);

    static Reach from(@Nullable String settled) {
        return new Reach(settled, settled, true);
    }

    /** What was read next. */
    Reach on(Page page, Instant now) {
        if (page.movements().isEmpty()) {
            return new Reach(newest, settled, false);
        }
        return new Reach(
                page.movements().getFirst().id(),
                Objects.equals(newest, settled) ? settled(page, now) : settled,
                page.more());
    }

    /** Up to the first that is to be read once more. */
    private @Nullable String settled(Page page, Instant now) {
        return page.movements().reversed().stream()
                .takeWhile(movement -> movement.at().isBefore(now.minus(APPEARED)))
                .map(BalanceMovement::id)
                .reduce((_, later) -> later)
                .orElse(settled);
    }
}
