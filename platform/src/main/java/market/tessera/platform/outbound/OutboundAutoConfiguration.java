package market.tessera.platform.outbound;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Gives an application its way to call others' systems. */
@AutoConfiguration
@EnableConfigurationProperties(OutboundProperties.class)
public final class OutboundAutoConfiguration {
    @Bean
    Outbound outbound(OutboundProperties properties) {
        return new Outbound(properties);
    }

    @Bean
    Downloads downloads(Outbound outbound, OutboundProperties properties) {
        return new Downloads(outbound, properties);
    }
}
