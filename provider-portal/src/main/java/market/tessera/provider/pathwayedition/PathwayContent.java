package market.tessera.provider.pathwayedition;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.offering.Elements;

/**
 * What a version of a pathway says.
 *
 * @param offerings its parts, in order
 * @param pathways of the same provider that are parts as a whole: who has earned one of them has done that part
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PathwayContent(
        @JsonUnwrapped @Valid PathwayTerms terms,
        @Size(max = 200) List<@NotNull UUID> offerings,
        @Size(max = 20) List<@NotNull UUID> pathways) {

    public PathwayContent {
        offerings = Elements.orEmpty(offerings);
        pathways = Elements.orEmpty(pathways);
    }

    @JsonIgnore
    @AssertTrue(message = "must name each part once")
    public boolean isDistinct() {
        return new HashSet<>(offerings).size() == offerings.size() && new HashSet<>(pathways).size() == pathways.size();
    }

    /** How many parts it has. */
    public int size() {
        return offerings.size() + pathways.size();
    }
}
