/** Amounts of money: integer minor units and an ISO 4217 currency. */
@NullMarked
package market.tessera.platform.money;

import org.jspecify.annotations.NullMarked;
