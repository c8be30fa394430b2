/** Links that prove that a person reads an e-mail address. */
@NullMarked
package market.tessera.storefront.account.link;

import org.jspecify.annotations.NullMarked;
