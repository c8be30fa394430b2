/** Where promotion codes are made and ended: by a provider for its own places, by the operator for everybody's. */
@NullMarked
package market.tessera.checkout.campaign;

import org.jspecify.annotations.NullMarked;
