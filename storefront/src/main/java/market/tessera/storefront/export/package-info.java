/** The whole catalogue in one file, for aggregators. */
@NullMarked
package market.tessera.storefront.export;

import org.jspecify.annotations.NullMarked;
