/** Signing in by an institution's own service, with OpenID Connect: setting it up, leaving for it, and coming back. */
@NullMarked
package market.tessera.provider.singlesignon;

import org.jspecify.annotations.NullMarked;
