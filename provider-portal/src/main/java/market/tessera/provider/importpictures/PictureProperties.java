package market.tessera.provider.importpictures;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How pictures that imports name are fetched.
 *
 * @param most addresses of one import; what is beyond comes with the next one
 * @param patience with one address
 * @param recheck how long what lies at an address counts as known
 * @param poll pause between two looks for pictures that wait
 */
@Validated
@ConfigurationProperties("portal.imports.pictures")
record PictureProperties(
        @DefaultValue("10000") @Min(0) int most,
        @DefaultValue("30s") Duration patience,
        @DefaultValue("7d") Duration recheck,
        @DefaultValue("2s") Duration poll) {}
