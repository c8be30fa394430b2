/** From an e-mail address to an account. */
@NullMarked
package market.tessera.storefront.account.registration;

import org.jspecify.annotations.NullMarked;
