package market.tessera.checkout.badge;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A badge as it was issued.
 *
 * @param recipient the learner's name, for the badge's page; the credential itself holds only a hash of the address
 * @param list the status list it has its {@code position} in
 * @param credential with its Data Integrity proof
 * @param jwt the same credential, secured as JWT
 * @param reason why it was revoked, as the provider said
 */
record Badge(
        UUID id,
        UUID enrollment,
        UUID provider,
        UUID offering,
        int edition,
        String title,
        String recipient,
        int list,
        int position,
        String credential,
        String jwt,
        Instant issuedAt,
        @Nullable Instant revokedAt,
        @Nullable String reason) {}
