package market.tessera.checkout.moodle;

import java.time.Duration;
import market.tessera.checkout.work.Recurring;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Looks for completions that are due to be looked up. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MoodleProperties.class)
class MoodleConfiguration {
    @Bean
    Recurring moodleCompletions(LookUpCompletions lookUp) {
        return new Recurring("Looking up completions in Moodle", Duration.ofSeconds(1), Mono.defer(lookUp::due));
    }
}
