package market.tessera.provider.offering;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * Where an offering is held.
 *
 * @param country ISO 3166-1 alpha-2
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Place(
        @Nullable @Size(max = 200) String name,
        @Nullable @Size(max = 100) String city,
        @Nullable @Pattern(regexp = "[A-Z]{2}") String country) {}
