/** One connection: set up, tried, and given its keys. */
@NullMarked
package market.tessera.checkout.connecting.setup;

import org.jspecify.annotations.NullMarked;
