package market.tessera.provider.offering;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A skill that is taught.
 *
 * @param uri its identifier in a public vocabulary such as ESCO
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Skill(
        @NotBlank @Size(max = 200) String label,

        @Nullable @Size(max = 500) @Pattern(regexp = "[a-zA-Z][a-zA-Z0-9+.-]*:\\S+")
        String uri) {}
