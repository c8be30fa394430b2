package market.tessera.checkout.completion;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A provider's word that a learner has met the outcomes.
 *
 * @param grade as a learner reads it
 * @param achieved share of the maximum score
 */
public record Completion(
        UUID enrollment, @Nullable String grade, @Nullable BigDecimal achieved, Instant completedAt) {}
