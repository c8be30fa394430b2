/** Signing in and out, and the browsers that are signed in. */
@NullMarked
package market.tessera.storefront.account.session;

import org.jspecify.annotations.NullMarked;
