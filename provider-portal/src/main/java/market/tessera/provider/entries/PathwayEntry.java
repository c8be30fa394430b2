package market.tessera.provider.entries;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import market.tessera.provider.pathwayedition.PathwayTerms;
import org.jspecify.annotations.Nullable;

/**
 * A pathway as it stands in a catalogue file; its provider and its parts are named by their external ids.
 *
 * @param provider null for whoever sends the file
 * @param pathways of the same provider that are parts as a whole
 */
public record PathwayEntry(
        @NotBlank @Size(max = 200) String externalId,
        @Nullable @Size(min = 1, max = 200) String provider,
        @Valid PathwayTerms terms,
        @Size(max = 200) List<@NotBlank String> offerings,

        @JsonInclude(JsonInclude.Include.NON_EMPTY) @Size(max = 20)
        List<@NotBlank String> pathways) {

    @AssertTrue(message = "must name each part once, and one at least")
    public boolean isDistinct() {
        return offerings.size() + pathways.size() > 0
                && new HashSet<>(offerings).size() == offerings.size()
                && new HashSet<>(pathways).size() == pathways.size();
    }
}
