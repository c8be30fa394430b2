/** Payment by Stripe: hosted pages, signed webhooks, money sent back, and a janitor for whatever was left open. */
@NullMarked
package market.tessera.checkout.payment;

import org.jspecify.annotations.NullMarked;
