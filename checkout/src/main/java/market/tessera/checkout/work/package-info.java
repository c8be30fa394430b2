/** What becomes of a piece of background work that fails: it keeps no other from being done. */
@NullMarked
package market.tessera.checkout.work;

import org.jspecify.annotations.NullMarked;
