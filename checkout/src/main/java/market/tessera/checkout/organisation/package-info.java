/** Employers: who acts for them, the places that they have bought for others, and who has taken these up. */
@NullMarked
package market.tessera.checkout.organisation;

import org.jspecify.annotations.NullMarked;
