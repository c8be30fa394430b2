/** Money that goes back: places given back whole or by line, each once, settled with Stripe however often it is asked. */
@NullMarked
package market.tessera.checkout.refund;

import org.jspecify.annotations.NullMarked;
