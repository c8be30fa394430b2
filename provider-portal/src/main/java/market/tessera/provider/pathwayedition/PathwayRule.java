package market.tessera.provider.pathwayedition;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;

/** What of a pathway's offerings has to be completed for its award. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = PathwayRule.AllOf.class, name = "allOf"),
    @JsonSubTypes.Type(value = PathwayRule.AnyOf.class, name = "anyOf"),
    @JsonSubTypes.Type(value = PathwayRule.CreditSum.class, name = "creditSum")
})
public sealed interface PathwayRule {
    record AllOf() implements PathwayRule {}

    record AnyOf(@Positive int n) implements PathwayRule {}

    record CreditSum(
            @NotBlank @Size(max = 40) String framework,
            @NotNull @Positive @DecimalMax("100000") BigDecimal points) implements PathwayRule {}
}
