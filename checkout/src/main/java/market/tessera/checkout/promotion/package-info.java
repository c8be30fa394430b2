/** Promotion codes: what they take off which places, and limits that hold however many come at once. */
@NullMarked
package market.tessera.checkout.promotion;

import org.jspecify.annotations.NullMarked;
