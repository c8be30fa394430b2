package market.tessera.checkout.waitlist;

import market.tessera.checkout.work.Recurring;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Looks for free seats that people wait for. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WaitlistProperties.class)
class WaitlistConfiguration {
    @Bean
    Recurring waitlistWorker(OfferSeats offer, WaitlistProperties terms) {
        return new Recurring("Offering seats to those who wait", terms.pause(), Mono.defer(offer::due));
    }
}
