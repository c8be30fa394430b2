/** What learners see and change of their own accounts. */
@NullMarked
package market.tessera.storefront.account.profile;

import org.jspecify.annotations.NullMarked;
