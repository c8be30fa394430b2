/** LTI Deep Linking 2.0: a provider's administrator picks, in the tool itself, the course that an offering opens. */
@NullMarked
package market.tessera.checkout.deeplink;

import org.jspecify.annotations.NullMarked;
