/** The way from a basket to an order: the checkout page, seats reserved, everything written down before the payment begins. */
@NullMarked
package market.tessera.checkout.placing;

import org.jspecify.annotations.NullMarked;
