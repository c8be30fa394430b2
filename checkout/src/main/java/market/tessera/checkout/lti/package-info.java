/** The marketplace as an LTI 1.3 platform: providers' tools, launches into them, id tokens. */
@NullMarked
package market.tessera.checkout.lti;

import org.jspecify.annotations.NullMarked;
