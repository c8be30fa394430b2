/** Badges: issued once per completion as Open Badges 3.0, shown to whom the learner wants, verifiable by anyone, revocable. */
@NullMarked
package market.tessera.checkout.badge;

import org.jspecify.annotations.NullMarked;
