package market.tessera.provider.award;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * What the offering leads to.
 *
 * @param name null where it is only said that there is such a thing
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Recognition(
        @NotNull Type type, @Nullable @Size(max = 300) String name) {

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    public enum Type {
        LICENCE,
        CERTIFICATION,
        INDUSTRY,
        DEGREE
    }
}
