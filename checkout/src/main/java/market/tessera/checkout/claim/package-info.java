/** Whose a guest's order is: the address that was mistyped is corrected, an account takes up what was bought without one. */
@NullMarked
package market.tessera.checkout.claim;

import org.jspecify.annotations.NullMarked;
