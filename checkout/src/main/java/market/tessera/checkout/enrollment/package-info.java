/** Places that learners have paid for, from requested to completed; paid and enrolled are two facts. */
@NullMarked
package market.tessera.checkout.enrollment;

import org.jspecify.annotations.NullMarked;
