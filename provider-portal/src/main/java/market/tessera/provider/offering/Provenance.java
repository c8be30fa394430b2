package market.tessera.provider.offering;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;

/**
 * Where an element came from.
 *
 * @param rule by which it was derived
 * @param from what it was derived from
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Provenance(
        @NotNull Basis basis,
        @Nullable @Size(max = 500) String rule,
        @Nullable @Size(max = 500) String from) {

    public static Provenance derived(String rule, @Nullable String from) {
        return new Provenance(Basis.DERIVED, rule, from);
    }

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    public enum Basis {
        STATED,
        DERIVED,
        UNDISCLOSED
    }
}
