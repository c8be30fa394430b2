/** What the storefront tells of learners' accounts: whose guest orders are theirs, whose sessions have ended, who is to be forgotten; and what is kept of a learner, as a file. */
@NullMarked
package market.tessera.checkout.learner;

import org.jspecify.annotations.NullMarked;
