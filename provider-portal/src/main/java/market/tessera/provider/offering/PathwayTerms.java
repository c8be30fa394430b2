package market.tessera.provider.offering;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Offerings that stack into a larger award: what is said about the whole. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PathwayTerms(
        @NotBlank @Size(max = 200) String title,
        @Nullable @Size(max = 1_000) String summary,
        @NotNull @Valid PathwayRule rule,
        @Nullable @Valid Award award) {

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record Award(
            @NotBlank @Size(max = 300) String name,
            @Nullable @Size(max = 300) String institution) {}
}
