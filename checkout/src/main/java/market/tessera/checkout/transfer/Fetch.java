package market.tessera.checkout.transfer;

import java.util.UUID;
import market.tessera.platform.money.Money;

/**
 * What is to be fetched back of a share that Stripe has.
 *
 * @param amount never more than was sent and is not fetched by another reversal
 */
record Fetch(Transfer transfer, UUID reversal, Money amount) {}
