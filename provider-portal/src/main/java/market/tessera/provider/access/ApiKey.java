package market.tessera.provider.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key that was given out. The key itself is not kept.
 *
 * @param label by which people know it
 * @param provider whose it is; null for the operator's
 * @param issuedBy name of the person who answers for it
 * @param usedAt when it was used last
 */
public record ApiKey(
        UUID id,
        String label,
        @Nullable UUID provider,
        Set<Scope> scopes,
        @Nullable String issuedBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable Instant revokedAt,
        @Nullable String revokedBy) {

    /** Whether it opens anything at that time. */
    public boolean isValidAt(Instant time) {
        return revokedAt == null && (expiresAt == null || expiresAt.isAfter(time));
    }
}
