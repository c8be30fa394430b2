package market.tessera.platform.outbound;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where and for how long providers' systems are called.
 *
 * @param privateAddresses whether they may be on this machine or in its network, and without TLS; for a sandbox only
 * @param timeout for a whole answer
 * @param downloadTimeout for a whole file
 */
@ConfigurationProperties("tessera.outbound")
record OutboundProperties(
        @DefaultValue("false") boolean privateAddresses,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("2m") Duration downloadTimeout) {}
