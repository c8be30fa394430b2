/** How an institution shows itself on its own page of the market. */
@NullMarked
package market.tessera.provider.shopfront;

import org.jspecify.annotations.NullMarked;
