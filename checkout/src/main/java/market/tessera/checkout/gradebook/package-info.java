/** The writing half of OneRoster's gradebook service: results that a provider's system puts, which complete courses. */
@NullMarked
package market.tessera.checkout.gradebook;

import org.jspecify.annotations.NullMarked;
