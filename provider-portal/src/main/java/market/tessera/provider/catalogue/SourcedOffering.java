package market.tessera.provider.catalogue;

import java.util.List;
import java.util.Map;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.offering.Provenance;
import market.tessera.provider.provider.Provider;

/**
 * An offering as a source describes it.
 *
 * @param digest equal for equal content, in hexadecimal
 */
public record SourcedOffering(
        String externalId,
        Provider provider,
        Elements elements,
        Map<String, Provenance> provenance,
        List<IntakeTerms> intakes,
        String digest) {}
