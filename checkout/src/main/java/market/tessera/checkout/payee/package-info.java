/** Providers as those who are paid: their accounts at the payment company, and the terms on which the market takes its part. */
@NullMarked
package market.tessera.checkout.payee;

import org.jspecify.annotations.NullMarked;
