/** The marketplace as an LTI 1.3 platform: providers' tools, how they are registered and known, and its own keys. */
@NullMarked
package market.tessera.checkout.lti;

import org.jspecify.annotations.NullMarked;
