package market.tessera.provider.award;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/** How it is found out whether the outcomes were met, and whether someone watches and knows who it is. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Assessment(
        @NotNull Type type,
        @Nullable @Size(max = 2_000) String description,
        @Nullable Boolean supervised,
        @Nullable Boolean identityVerified) {

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    public enum Type {
        EXAM,
        PROJECT,
        PORTFOLIO,
        ASSIGNMENT,
        PRESENTATION,
        PRACTICAL,
        PEER,
        QUIZ,
        SIMULATION,
        NONE
    }
}
