package market.tessera.checkout.waitlist;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who wants to stand in line.
 *
 * @param learner who is signed in; null for a guest, whose address has to be proven first
 * @param email in lower case
 */
record JoinRequest(UUID intake, @Nullable UUID learner, String name, String email, Locale locale) {}
