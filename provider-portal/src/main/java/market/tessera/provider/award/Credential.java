package market.tessera.provider.award;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** What a learner holds in the end. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Credential(
        @NotNull Type type, @Nullable @Size(max = 300) String name) {

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    public enum Type {
        CERTIFICATE,
        LICENCE,
        DIGITAL_BADGE,
        CREDIT,
        DEGREE,
        DIPLOMA
    }
}
