/** Learners' accounts: who they are, what protects them, and what is written to them. */
@NullMarked
package market.tessera.storefront.account;

import org.jspecify.annotations.NullMarked;
