package market.tessera.provider.provider;

import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * When money is given back.
 *
 * @param days within how many days of enrolling the price is returned in full
 */
public record RefundTerms(
        @Nullable @PositiveOrZero Integer days,
        @Nullable @Size(max = 2_000) String text) {}
