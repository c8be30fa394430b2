package market.tessera.storefront.api;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the catalogue is told to crawlers.
 *
 * @param most addresses in one file; the protocol allows 50,000 (https://www.sitemaps.org/protocol.html)
 */
@Validated
@ConfigurationProperties("storefront.sitemap")
record SitemapProperties(
        @DefaultValue("50000") @Min(16) @Max(50_000) int most) {}
