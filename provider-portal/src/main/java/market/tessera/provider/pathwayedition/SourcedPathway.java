package market.tessera.provider.pathwayedition;

import java.util.List;
import market.tessera.provider.provider.Provider;

/**
 * A pathway as a source describes it.
 *
 * @param offerings external ids, in the pathway's order
 * @param pathways external ids of those that it contains, which are there
 * @param digest equal for equal content, in hexadecimal
 */
public record SourcedPathway(
        String externalId,
        Provider provider,
        PathwayTerms terms,
        List<String> offerings,
        List<String> pathways,
        String digest) {}
