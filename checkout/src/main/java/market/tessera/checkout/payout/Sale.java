package market.tessera.checkout.payout;

import java.util.UUID;
import market.tessera.platform.money.Money;

/** A paid order line as the ledger sees it. */
public record Sale(UUID line, UUID provider, Money price) {}
