/** What a provider's systems show when they call us: keys that its administrators make, and tokens given for them. */
@NullMarked
package market.tessera.checkout.client;

import org.jspecify.annotations.NullMarked;
