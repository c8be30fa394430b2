package market.tessera.checkout.reconciliation;

import java.time.Instant;
import java.util.List;

/**
 * A comparison that was made.
 *
 * @param from inclusive
 * @param to exclusive
 * @param compared how many movements there were on both sides together
 */
public record Reconciliation(
        Instant from, Instant to, int compared, Instant finishedAt, List<Difference> differences) {}
