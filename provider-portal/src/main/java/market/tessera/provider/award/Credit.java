package market.tessera.provider.award;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * Academic credit.
 *
 * @param framework such as {@code ECTS}, {@code UK-CATS}, {@code US-SCH}
 * @param ects the same in ECTS, only where the provider states the factor
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Credit(
        @NotBlank @Size(max = 40) String framework,
        @NotNull @Positive @DecimalMax("10000") BigDecimal points,
        @Nullable @Positive @DecimalMax("10000") BigDecimal ects) {}
