/** Finding offerings: what can be asked, how it is ranked and counted, and what was found. */
@NullMarked
package market.tessera.storefront.search;

import org.jspecify.annotations.NullMarked;
