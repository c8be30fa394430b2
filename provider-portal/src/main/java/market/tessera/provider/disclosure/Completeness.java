package market.tessera.provider.disclosure;

import java.math.BigDecimal;
import java.util.List;

/**
 * How much is disclosed.
 *
 * @param share of the required and recommended elements of the provider's market profile, 0 to 1
 * @param comparableIn names of the disclosure profiles that are met
 */
public record Completeness(BigDecimal share, List<String> comparableIn) {}
