/** Pathways: courses that together lead to a larger award, how far a learner has come, and the badge when their rule is met. */
@NullMarked
package market.tessera.checkout.pathway;

import org.jspecify.annotations.NullMarked;
