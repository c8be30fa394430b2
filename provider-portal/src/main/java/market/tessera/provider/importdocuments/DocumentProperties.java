package market.tessera.provider.importdocuments;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How documents that imports name are fetched.
 *
 * @param most offerings of one import whose documents are; what is beyond comes with the next one
 * @param patience with one address
 * @param recheck how long what lies at an address counts as known
 * @param poll pause between two looks for documents that wait
 */
@Validated
@ConfigurationProperties("portal.imports.documents")
record DocumentProperties(
        @DefaultValue("2000") @Min(0) int most,
        @DefaultValue("60s") Duration patience,
        @DefaultValue("7d") Duration recheck,
        @DefaultValue("2s") Duration poll) {}
