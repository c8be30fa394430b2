package market.tessera.provider.team;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import market.tessera.provider.staff.Role;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is asked to work for a provider.
 *
 * @param provider for whom; null: to run the marketplace
 * @param providerName its name; null as well
 * @param email in lower case
 * @param invitedBy name of who invites
 */
record Invitation(
        UUID id,
        @Nullable UUID provider,
        @Nullable String providerName,
        String email,
        Set<Role> roles,
        String invitedBy,
        Instant sentAt,
        Instant expiresAt) {

    public boolean isOpenAt(Instant time) {
        return expiresAt.isAfter(time);
    }
}
