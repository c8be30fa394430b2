/** What has changed in the catalogue, in an order that aggregators can rely on. */
@NullMarked
package market.tessera.storefront.change;

import org.jspecify.annotations.NullMarked;
