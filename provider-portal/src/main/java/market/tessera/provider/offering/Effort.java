package market.tessera.provider.offering;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.Positive;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The learner's own time. Any of the three may be what the provider states. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Effort(
        @Nullable @Positive @DecimalMax("20000") BigDecimal hours,
        @Nullable @Positive @DecimalMax("1000") BigDecimal weeks,
        @Nullable @Positive @DecimalMax("168") BigDecimal hoursPerWeek) {}
