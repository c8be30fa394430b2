/** Signing keys of the platform and of the providers, private halves encrypted at rest. */
@NullMarked
package market.tessera.checkout.keys;

import org.jspecify.annotations.NullMarked;
