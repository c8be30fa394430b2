/** Bringing paid learners to their provider's system, for as long as it takes. */
@NullMarked
package market.tessera.checkout.handoff;

import org.jspecify.annotations.NullMarked;
