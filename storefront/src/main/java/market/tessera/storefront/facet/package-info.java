/** What results can be narrowed by, its values, and their names. */
@NullMarked
package market.tessera.storefront.facet;

import org.jspecify.annotations.NullMarked;
