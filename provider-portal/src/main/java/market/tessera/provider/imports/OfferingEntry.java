package market.tessera.provider.imports;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.offering.Provenance;

/** An offering as it stands in a catalogue file; {@code provider} is the external id of its provider. */
record OfferingEntry(
        @NotBlank @Size(max = 200) String externalId,
        @NotBlank @Size(max = 200) String provider,
        @Valid Elements elements,
        @Size(max = 500) List<@Valid IntakeTerms> intakes,
        Map<String, @Valid Provenance> provenance) {}
