/** How Stripe is spoken to and understood: calls with their keys and failures, amounts, payment pages, signed events. */
@NullMarked
package market.tessera.checkout.stripe;

import org.jspecify.annotations.NullMarked;
