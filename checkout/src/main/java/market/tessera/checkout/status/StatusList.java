package market.tessera.checkout.status;

import java.time.Instant;
import java.util.UUID;

/**
 * A provider's list of which of its badges are revoked.
 *
 * @param revision counts the revocations, so that an unchanged list is not signed again
 */
record StatusList(int id, UUID provider, int revision, Instant changedAt) {}
