/** What the storefront tells of learners' accounts: whose guest orders are theirs, whose sessions have ended, who is to be forgotten. */
@NullMarked
package market.tessera.checkout.learner;

import org.jspecify.annotations.NullMarked;
