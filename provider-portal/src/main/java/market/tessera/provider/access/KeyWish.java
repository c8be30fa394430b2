package market.tessera.provider.access;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A key to be made.
 *
 * @param label by which people know it
 * @param provider whose it is; null for the operator's
 * @param issuedBy the person who answers for it
 * @param expiresAt from when it opens nothing; null: never
 */
public record KeyWish(
        String label,
        @Nullable UUID provider,
        Set<Scope> scopes,
        @Nullable UUID issuedBy,
        @Nullable Instant expiresAt) {

    /** A key that lasts, for which nobody answers. */
    public static KeyWish of(String label, @Nullable UUID provider, Scope... scopes) {
        return new KeyWish(label, provider, Set.of(scopes), null, null);
    }
}
