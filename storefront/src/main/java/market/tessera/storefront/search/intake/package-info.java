/** What is asked of one and the same intake: when it starts, how it is taken, what it costs. */
@NullMarked
package market.tessera.storefront.search.intake;

import org.jspecify.annotations.NullMarked;
