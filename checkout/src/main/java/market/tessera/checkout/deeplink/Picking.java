package market.tessera.checkout.deeplink;

import java.util.UUID;

/**
 * An administrator on the way to the tool and back, to pick the course of one offering.
 *
 * @param id goes with it in both directions
 * @param person who picks
 */
record Picking(UUID id, UUID person, String name, String email, UUID provider, UUID offering, String clientId) {}
