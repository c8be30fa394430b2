/** The order desk: where staff find any order, see everything that has happened to it, and set going again what has got stuck. */
@NullMarked
package market.tessera.checkout.desk;

import org.jspecify.annotations.NullMarked;
