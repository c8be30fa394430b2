/** Where learners and aggregators search and compare. */
@NullMarked
package market.tessera.storefront;

import org.jspecify.annotations.NullMarked;
