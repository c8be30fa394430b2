package market.tessera.provider.sources;

import java.time.Clock;
import java.time.Duration;
import market.tessera.provider.schedule.Rounds;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Looks at sources when it is time to. Several instances share the work; one that ends in the middle of it is made up for after the lease. */
@Configuration(proxyBeanMethods = false)
class DueSources {
    private static final Duration LEASE = Duration.ofMinutes(10);
    private static final int AT_ONCE = 4;

    @Bean
    Rounds looksAtSources(
            Sources sources, LookAt lookAt, Clock clock, @Value("${portal.sources.poll:5s}") Duration poll) {
        return new Rounds("Looking at sources of catalogues", poll, () -> round(sources, lookAt, clock));
    }

    private static Mono<Void> round(Sources sources, LookAt lookAt, Clock clock) {
        return Flux.defer(() -> sources.claim(clock.instant(), LEASE, AT_ONCE))
                .flatMapDelayError(lookAt::look, AT_ONCE, AT_ONCE)
                .then();
    }
}
