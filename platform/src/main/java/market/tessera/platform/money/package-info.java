/** Amounts of money: integer minor units and an ISO 4217 currency, converted by rates that name their day and source. */
@NullMarked
package market.tessera.platform.money;

import org.jspecify.annotations.NullMarked;
