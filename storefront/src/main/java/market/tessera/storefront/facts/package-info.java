/** The facts of an offering in words: the same nine, in the same order, wherever it is shown. */
@NullMarked
package market.tessera.storefront.facts;

import org.jspecify.annotations.NullMarked;
