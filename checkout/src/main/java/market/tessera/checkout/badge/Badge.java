package market.tessera.checkout.badge;

import java.time.Instant;
import java.util.UUID;
import market.tessera.checkout.status.StatusLists.Slot;
import org.jspecify.annotations.Nullable;

/**
 * A badge as it was issued.
 *
 * @param recipient the learner's name, for the badge's page; the credential itself holds only a hash of the address
 * @param credential with its Data Integrity proof
 * @param jwt the same credential, secured as JWT
 * @param reason why it was revoked, as the provider said
 */
public record Badge(
        UUID id,
        UUID provider,
        Merit merit,
        String title,
        String recipient,
        Slot slot,
        String credential,
        String jwt,
        Instant issuedAt,
        @Nullable Instant revokedAt,
        @Nullable String reason) {

    /** What a badge is given for. */
    public sealed interface Merit {
        /** A completed course, in the edition that was bought. */
        record Course(UUID enrollment, UUID offering, int edition) implements Merit {}

        /** Courses that together meet a pathway's rule. */
        record Pathway(UUID pathway, UUID learner) implements Merit {}
    }
}
