/** Two to six offerings side by side, element by element. */
@NullMarked
package market.tessera.storefront.comparison;

import org.jspecify.annotations.NullMarked;
