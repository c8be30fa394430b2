package market.tessera.storefront.quota;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import market.tessera.platform.quota.Policy;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How often the API may be asked, by each instance of this application.
 *
 * @param anonymous requests of one network in a window, without a key
 * @param key requests with one key in a window
 * @param clients networks and keys that are counted each on their own; any more share one count
 */
@Validated
@ConfigurationProperties("storefront.quota")
public record QuotaProperties(
        @DefaultValue("600") @Min(1) int anonymous,
        @DefaultValue("3000") @Min(1) int key,
        @DefaultValue("1m") Duration window,
        @DefaultValue("100000") @Min(1) int clients) {

    Policy withoutKey() {
        return new Policy("anonymous", anonymous, window);
    }

    Policy withKey() {
        return new Policy("key", key, window);
    }
}
