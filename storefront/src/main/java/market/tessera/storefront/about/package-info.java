/** What Tessera says about itself: how it ranks, what it keeps of a visitor, whom it is open to. */
@NullMarked
package market.tessera.storefront.about;

import org.jspecify.annotations.NullMarked;
