package market.tessera.provider.offering;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether the offering stands alone, and who counts it toward something larger. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Stackability(
        @Nullable Boolean standalone, @Size(max = 20) List<@NotBlank @Size(max = 500) String> recognisedBy) {

    public Stackability {
        recognisedBy = Elements.orEmpty(recognisedBy);
    }
}
