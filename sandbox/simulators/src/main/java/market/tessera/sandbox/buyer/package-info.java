/** Buyers without a screen: the pages' own addresses and forms, over HTTP, for tests and measurements. */
@NullMarked
package market.tessera.sandbox.buyer;

import org.jspecify.annotations.NullMarked;
