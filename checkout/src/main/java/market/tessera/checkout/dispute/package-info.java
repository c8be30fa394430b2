/** Payments that a cardholder denies: held, then won or lost, with everything that follows for places and shares. */
@NullMarked
package market.tessera.checkout.dispute;

import org.jspecify.annotations.NullMarked;
