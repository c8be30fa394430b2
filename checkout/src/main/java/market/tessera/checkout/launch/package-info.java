/** Launches into providers' tools: the OpenID Connect dance of LTI 1.3, and the id tokens that it ends with. */
@NullMarked
package market.tessera.checkout.launch;

import org.jspecify.annotations.NullMarked;
