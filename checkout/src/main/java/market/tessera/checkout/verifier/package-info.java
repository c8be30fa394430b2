/** A page on which anybody can have an Open Badge verified, whoever issued it. Nothing that is handed in is kept. */
@NullMarked
package market.tessera.checkout.verifier;

import org.jspecify.annotations.NullMarked;
