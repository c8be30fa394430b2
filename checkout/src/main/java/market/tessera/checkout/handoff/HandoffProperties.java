package market.tessera.checkout.handoff;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How long a provider's system may stay away.
 *
 * @param firstPause after the first failed attempt; doubled after each further one
 * @param longestPause most between two attempts
 * @param attempts after so many an enrollment has failed and a person has to look at it
 * @param lease how long whoever tries has an enrollment for itself; renewed while it tries, so that it only has to outlast a pause of the program
 */
@Validated
@ConfigurationProperties("checkout.handoff")
record HandoffProperties(
        @DefaultValue("2s") Duration firstPause,
        @DefaultValue("1h") Duration longestPause,
        @DefaultValue("60") @Min(1) int attempts,
        @DefaultValue("30s") Duration lease) {

    /** The pause after a failed attempt: doubling, capped, and anywhere between half and all of that, so that a herd spreads out. */
    Duration pauseAfter(int attempt) {
        var doubled = (double) firstPause.toMillis() * Math.pow(2, attempt - 1.0);
        var capped = Math.min(doubled, (double) longestPause.toMillis());
        return Duration.ofMillis((long) (capped * ThreadLocalRandom.current().nextDouble(0.5, 1)));
    }
}
