package market.tessera.checkout.payout;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import market.tessera.platform.money.Money;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Terms on which providers are paid.
 *
 * @param commissionBasisPoints the marketplace's share, in hundredths of a percent
 */
@Validated
@ConfigurationProperties("checkout.payout")
record PayoutProperties(
        @DefaultValue("1000") @Min(0) @Max(10_000) int commissionBasisPoints) {

    /** Rounded half up to a minor unit; the provider gets the remainder. */
    Money commission(Money price) {
        return new Money(
                (Math.multiplyExact(price.amount(), commissionBasisPoints) + 5_000) / 10_000, price.currency());
    }
}
