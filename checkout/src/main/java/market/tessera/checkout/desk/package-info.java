/** The order desk: where staff find any order, and see where orders have got stuck. */
@NullMarked
package market.tessera.checkout.desk;

import org.jspecify.annotations.NullMarked;
