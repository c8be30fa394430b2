package market.tessera.storefront.export;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much is spent on exports.
 *
 * @param atOnce most exports that one instance writes at the same time; each holds a few megabytes
 * @param fresh how long an export that was written to its end is given out again if nothing is published meanwhile; zero keeps none
 */
@Validated
@ConfigurationProperties("storefront.export")
record ExportProperties(
        @DefaultValue("4") @Min(1) int atOnce,
        @DefaultValue("5m") Duration fresh) {}
