package market.tessera.checkout.fee;

import java.time.Instant;
import market.tessera.platform.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What the payment company has kept of a payment, or for a dispute.
 *
 * @param id of its balance transaction
 * @param payment intent that it is for; null where it does not say
 * @param amount in the currency that it settles in; below zero where a fee was given back
 */
public record Fee(String id, @Nullable String payment, Money amount, Instant at) {}
