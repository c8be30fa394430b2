/** OneRoster 1.2 as a provider's student information system reads it: its own courses, learners and results, and nobody else's. */
@NullMarked
package market.tessera.checkout.roster;

import org.jspecify.annotations.NullMarked;
