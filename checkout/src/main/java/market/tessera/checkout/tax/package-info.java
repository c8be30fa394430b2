/** What part of a price is tax, as its seller states it. */
@NullMarked
package market.tessera.checkout.tax;

import org.jspecify.annotations.NullMarked;
