package market.tessera.checkout.payout;

import java.util.UUID;

/** A line of an order whose provider has a share in it. */
public record SoldLine(UUID id, UUID order, UUID provider) {}
