package market.tessera.checkout.transcript;

import java.time.Instant;
import java.util.List;
import market.tessera.checkout.badge.Badge;

/**
 * A learner's record.
 *
 * @param badges that it holds, oldest first
 * @param credential with its Data Integrity proof
 * @param jwt the same, secured as JWT
 */
record Transcript(List<Badge> badges, String credential, String jwt, Instant issuedAt) {
    /** Whose it is, as the newest badge names the learner. Not for an empty one. */
    String recipient() {
        return badges.getLast().recipient();
    }
}
