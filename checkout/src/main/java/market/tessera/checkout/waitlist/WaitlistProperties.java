package market.tessera.checkout.waitlist;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Terms of standing in line.
 *
 * @param hold how long a seat is held for whoever it was offered to
 * @param pause between looks for free seats and offers that have lapsed
 */
@Validated
@ConfigurationProperties("checkout.waitlist")
record WaitlistProperties(
        @DefaultValue("24h") Duration hold,
        @DefaultValue("1s") Duration pause) {}
