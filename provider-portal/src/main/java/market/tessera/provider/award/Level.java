package market.tessera.provider.award;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Level of qualification.
 *
 * @param framework such as {@code EQF}, {@code AQF}, {@code NZQF}
 * @param value as the framework writes it, such as {@code 6}
 * @param cycle of higher education
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Level(
        @NotBlank @Size(max = 40) String framework,
        @NotBlank @Size(max = 100) String value,
        @Nullable Cycle cycle) {

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    public enum Cycle {
        SHORT,
        FIRST,
        SECOND,
        THIRD
    }
}
