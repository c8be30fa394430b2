package market.tessera.provider.offering;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * How learners take part.
 *
 * @param synchronous whether they have to be there at set times
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Participation(
        @NotNull Mode mode,
        @Nullable Boolean synchronous,
        @Nullable @Valid Place place) {}
