/** Basket, order, payment, enrollment, completion, badge. */
@NullMarked
package market.tessera.checkout;

import org.jspecify.annotations.NullMarked;
