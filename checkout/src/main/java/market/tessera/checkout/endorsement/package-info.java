/** What one institution says of what another awards: asked for, given under its own signature, withdrawn. */
@NullMarked
package market.tessera.checkout.endorsement;

import org.jspecify.annotations.NullMarked;
