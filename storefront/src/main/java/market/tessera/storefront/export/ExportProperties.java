package market.tessera.storefront.export;

import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much is spent on exports.
 *
 * @param atOnce most exports that one instance writes at the same time; each holds a few megabytes
 */
@Validated
@ConfigurationProperties("storefront.export")
record ExportProperties(@DefaultValue("4") @Min(1) int atOnce) {}
