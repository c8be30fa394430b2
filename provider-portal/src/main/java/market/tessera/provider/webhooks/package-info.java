/** Telling a provider's own systems what happens: signed, tried again until it works, and never into a private network. */
@NullMarked
package market.tessera.provider.webhooks;

import org.jspecify.annotations.NullMarked;
