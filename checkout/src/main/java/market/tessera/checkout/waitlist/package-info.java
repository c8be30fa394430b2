/** Standing in line for a seat of a full intake: seats that come free are offered in turn, and held for whoever's turn it is. */
@NullMarked
package market.tessera.checkout.waitlist;

import org.jspecify.annotations.NullMarked;
