/** Moving a place to another intake of the same offering. */
@NullMarked
package market.tessera.checkout.rebooking;

import org.jspecify.annotations.NullMarked;
