/** What we know of learners beside what a provider's system knows of them: whom it has lost, whom it keeps, whom we do not know, who still waits. */
@NullMarked
package market.tessera.checkout.rollcall;

import org.jspecify.annotations.NullMarked;
