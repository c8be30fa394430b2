package market.tessera.provider.provider;

import java.util.UUID;

/**
 * The university that a school belongs to.
 *
 * @param confirmed whether the university says so too; until then nobody else is told
 */
public record PartOf(UUID id, String slug, boolean confirmed) {}
