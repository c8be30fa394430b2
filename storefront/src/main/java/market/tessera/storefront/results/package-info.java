/** What was found, as a page for people and as an API for programs. */
@NullMarked
package market.tessera.storefront.results;

import org.jspecify.annotations.NullMarked;
