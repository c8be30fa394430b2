package market.tessera.checkout.launch;

import java.util.UUID;

/**
 * A learner's way into a course, from the click to the id token; good for a few minutes and for one use.
 *
 * @param id the message hint that goes with it to the tool and back
 * @param subject the login hint: what the tool will call the learner
 */
record Launch(UUID id, UUID enrollment, UUID learner, String clientId, UUID subject, UUID link) {}
