/** One offering: its page, its API, and what crawlers and aggregators read of it. */
@NullMarked
package market.tessera.storefront.offering;

import org.jspecify.annotations.NullMarked;
