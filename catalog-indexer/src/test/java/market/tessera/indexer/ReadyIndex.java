package market.tessera.indexer;

import java.time.Duration;
import market.tessera.indexer.index.Readiness;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * Lets tests begin when there is an index. What is published while it is made is in it, but found only after the refresh interval, which is longer here
 * than any test waits.
 */
@TestConfiguration(proxyBeanMethods = false)
class ReadyIndex {
    @Bean
    ApplicationRunner untilThereIsAnIndex(Readiness readiness) {
        return _ -> readiness.reached().block(Duration.ofMinutes(2));
    }
}
