/** How often programs may ask: by key or by network, told in every answer. */
@NullMarked
package market.tessera.storefront.quota;

import org.jspecify.annotations.NullMarked;
