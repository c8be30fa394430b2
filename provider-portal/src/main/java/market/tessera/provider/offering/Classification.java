package market.tessera.provider.offering;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A subject or an occupation by the code of a public scheme.
 *
 * @param scheme for subjects {@code ISCED-F}, {@code CIP}, {@code ANZSCED}; for occupations {@code ISCO-08}, {@code SOC}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Classification(
        @NotBlank @Size(max = 40) String scheme,
        @NotBlank @Size(max = 40) String code,
        @Nullable @Size(max = 300) String label) {}
