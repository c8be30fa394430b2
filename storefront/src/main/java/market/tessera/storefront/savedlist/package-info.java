/** Offerings that learners have put aside for later. */
@NullMarked
package market.tessera.storefront.savedlist;

import org.jspecify.annotations.NullMarked;
