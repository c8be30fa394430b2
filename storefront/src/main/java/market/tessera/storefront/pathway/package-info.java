/** Pathways: what several offerings come to together. */
@NullMarked
package market.tessera.storefront.pathway;

import org.jspecify.annotations.NullMarked;
