/** Our books beside Stripe's: every payment, refund and dispute of a span of time, and each difference between them. */
@NullMarked
package market.tessera.checkout.reconciliation;

import org.jspecify.annotations.NullMarked;
