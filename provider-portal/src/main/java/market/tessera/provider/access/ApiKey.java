package market.tessera.provider.access;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key that was given out. The key itself is not kept.
 *
 * @param label by which people know it
 * @param provider whose it is; null for the operator's
 */
public record ApiKey(
        UUID id,
        String label,
        @Nullable UUID provider,
        Instant createdAt,
        @Nullable Instant revokedAt) {}
