package market.tessera.provider.entries;

import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Size;
import java.util.List;
import market.tessera.provider.pathwayedition.PathwayTerms;

/** A pathway as it stands in a catalogue file; its provider and offerings are named by their external ids. */
public record PathwayEntry(
        @NotBlank @Size(max = 200) String externalId,
        @NotBlank @Size(max = 200) String provider,
        @Valid PathwayTerms terms,
        @NotEmpty @Size(max = 200) List<@NotBlank String> offerings) {

    @AssertTrue(message = "must name each offering once")
    public boolean isDistinct() {
        return offerings.stream().distinct().count() == offerings.size();
    }
}
