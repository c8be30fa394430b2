package market.tessera.checkout.moodle;

import java.time.Duration;
import market.tessera.platform.work.Recurring;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks for completions that are due to be looked up. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MoodleProperties.class)
class MoodleConfiguration {
    @Bean
    Recurring moodleCompletions(LookUpCompletions lookUp) {
        return Recurring.whileDue("Looking up completions in Moodle", Duration.ofSeconds(1), lookUp::due);
    }
}
