package market.tessera.checkout.waitlist;

import market.tessera.platform.work.Recurring;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for free seats that people wait for. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(WaitlistProperties.class)
class WaitlistConfiguration {
    @Bean
    Recurring waitlistWorker(OfferSeats offer, WaitlistProperties terms) {
        return Recurring.whileDue("Offering seats to those who wait", terms.pause(), offer::due);
    }
}
