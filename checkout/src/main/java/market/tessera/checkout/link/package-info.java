/** Links that are mailed, and open what they name to whoever holds them. */
@NullMarked
package market.tessera.checkout.link;

import org.jspecify.annotations.NullMarked;
