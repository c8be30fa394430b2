/** The search index as this application reads it: one gateway, and what is read through it. */
@NullMarked
package market.tessera.storefront.catalogue;

import org.jspecify.annotations.NullMarked;
