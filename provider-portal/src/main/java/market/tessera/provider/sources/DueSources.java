package market.tessera.provider.sources;

import java.time.Clock;
import java.time.Duration;
import market.tessera.platform.work.Recurring;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Looks at sources when it is time to, a few beside each other. Several instances share the work; one that ends in the middle of it is made up for
 * after the lease.
 */
@Configuration(proxyBeanMethods = false)
class DueSources {
    /** Longer than a look can last: {@link Fetch#PATIENCE}, and the time to take what has come. */
    private static final Duration LEASE = Duration.ofMinutes(10);

    private static final int AT_ONCE = 4;

    @Bean
    Recurring looksAtSources(
            Sources sources, LookAt lookAt, Clock clock, @Value("${portal.sources.poll:5s}") Duration poll) {
        return Recurring.every(
                        "Looking at sources of catalogues",
                        poll,
                        () -> sources.claim(clock.instant(), LEASE).flatMap(lookAt::look))
                .afterAPause()
                .inLanes(AT_ONCE);
    }
}
