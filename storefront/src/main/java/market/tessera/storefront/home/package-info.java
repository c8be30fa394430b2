/** The first page: where to begin, and why to trust what is here. */
@NullMarked
package market.tessera.storefront.home;

import org.jspecify.annotations.NullMarked;
