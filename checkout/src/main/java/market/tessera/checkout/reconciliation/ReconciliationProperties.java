package market.tessera.checkout.reconciliation;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When our books are laid beside Stripe's.
 *
 * @param every between two comparisons
 * @param lookBack how much of the past each covers
 * @param settling how much of the newest is left out, because it may not be on both sides yet
 */
@Validated
@ConfigurationProperties("checkout.reconciliation")
record ReconciliationProperties(
        @DefaultValue("12h") Duration every,
        @DefaultValue("3d") Duration lookBack,
        @DefaultValue("10m") Duration settling) {}
