package market.tessera.checkout.settlement;

import java.util.UUID;
import market.tessera.platform.money.Money;

/**
 * The tax of places that look the same, as it was worked out when they were paid.
 *
 * @param line the first of them
 * @param tax of all of them together
 * @param name such as {@code VAT}; empty where there is none
 * @param rate in millionths
 * @param reason why it is that, in the payment company's word
 */
public record TaxOfPlaces(UUID line, Money tax, String name, int rate, String reason) {}
