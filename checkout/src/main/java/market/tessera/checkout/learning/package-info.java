/** The learner's shelf: every course that was bought, where it stands and what comes next. */
@NullMarked
package market.tessera.checkout.learning;

import org.jspecify.annotations.NullMarked;
