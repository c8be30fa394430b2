package market.tessera.provider.award;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import market.tessera.provider.provider.OrdinaryDay;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Who vouches for the quality.
 *
 * @param reviewed when it was last looked at
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record QualityAssurance(
        @NotNull Type type,
        @Nullable @Size(max = 300) String body,
        @Nullable @OrdinaryDay LocalDate reviewed) {

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    public enum Type {
        ACCREDITATION,
        PROGRAMME_REVIEW,
        EXTERNAL_REVIEW,
        INTERNAL,
        INDUSTRY
    }
}
