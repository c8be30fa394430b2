/** The search index as this application reads it: one gateway, and what its documents hold. */
@NullMarked
package market.tessera.storefront.catalogue;

import org.jspecify.annotations.NullMarked;
