package market.tessera.checkout.payout;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Terms on which providers are paid with whom nothing else was agreed.
 *
 * @param commissionBasisPoints the marketplace's share, in hundredths of a percent
 * @param holdbackDays how long a provider's share waits after its place was confirmed
 * @param pause between two looks for shares that are due
 */
@Validated
@ConfigurationProperties("checkout.payout")
public record PayoutProperties(
        @DefaultValue("1000") @Min(0) @Max(10_000) int commissionBasisPoints,
        @DefaultValue("7") @Min(0) @Max(180) int holdbackDays,
        @DefaultValue("5s") Duration pause) {}
