/** The institutions whose offerings are listed. */
@NullMarked
package market.tessera.storefront.institution;

import org.jspecify.annotations.NullMarked;
