/** What all of the API has in common, and what crawlers ask for. */
@NullMarked
package market.tessera.storefront.api;

import org.jspecify.annotations.NullMarked;
