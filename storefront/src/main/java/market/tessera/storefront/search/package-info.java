/** Finding offerings: what can be asked, how it is ranked and counted, the results page and its API. */
@NullMarked
package market.tessera.storefront.search;

import org.jspecify.annotations.NullMarked;
