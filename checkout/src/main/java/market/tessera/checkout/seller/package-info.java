/** Where a provider says in whose name it sells, and how it charges tax. */
@NullMarked
package market.tessera.checkout.seller;

import org.jspecify.annotations.NullMarked;
