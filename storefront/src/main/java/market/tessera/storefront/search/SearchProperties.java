package market.tessera.storefront.search;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How results are kept at hand.
 *
 * @param fresh how long a result is shown again to whoever asks the same; a change is seen that much later at most
 * @param remembered how many offerings may be held in results at hand
 */
@Validated
@ConfigurationProperties("storefront.search")
record SearchProperties(
        @DefaultValue("1s") Duration fresh,
        @DefaultValue("20000") @Min(0) int remembered) {}
