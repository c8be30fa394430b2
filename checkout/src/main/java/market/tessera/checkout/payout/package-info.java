/** What is owed to whom: the double-entry ledger and the terms on which providers are paid. */
@NullMarked
package market.tessera.checkout.payout;

import org.jspecify.annotations.NullMarked;
