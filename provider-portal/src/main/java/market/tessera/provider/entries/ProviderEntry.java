package market.tessera.provider.entries;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import market.tessera.provider.provider.ProviderProfile;

/** A provider as it stands in a catalogue file. */
public record ProviderEntry(
        @NotBlank @Size(max = 200) String externalId, @Valid ProviderProfile profile) {}
