/** Stripe as stripe-java and a browser see it: the API's objects, the hosted payment page, signed webhooks. No money moves. */
@NullMarked
package market.tessera.sandbox.stripe;

import org.jspecify.annotations.NullMarked;
