package market.tessera.checkout.order;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Terms of placing orders.
 *
 * @param hold how long seats are held for a buyer who is paying; the payment page closes five minutes sooner
 * @param keys how long a guest's link to an order works
 * @param claims how long a guest's link that takes an order into an account works
 */
@Validated
@ConfigurationProperties("checkout.order")
public record OrderProperties(
        @DefaultValue("45m") Duration hold,
        @DefaultValue("365d") Duration keys,
        @DefaultValue("30d") Duration claims) {}
