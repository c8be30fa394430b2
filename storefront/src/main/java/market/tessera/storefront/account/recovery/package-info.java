/** A new password for those who forgot theirs. */
@NullMarked
package market.tessera.storefront.account.recovery;

import org.jspecify.annotations.NullMarked;
