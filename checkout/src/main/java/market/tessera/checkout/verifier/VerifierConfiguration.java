package market.tessera.checkout.verifier;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Where verification happens: few at a time, so that nobody's badges keep the others from buying. */
@Configuration(proxyBeanMethods = false)
class VerifierConfiguration {
    private static final int AT_ONCE = 4;
    private static final int WAITING = 200;

    @Bean(destroyMethod = "dispose")
    Scheduler verifierWork() {
        return Schedulers.newBoundedElastic(AT_ONCE, WAITING, "verifier");
    }

    @Bean
    @Primary
    Documents documentsReadOnce(PublishedDocuments published) {
        return new ReadOnce(published);
    }
}
