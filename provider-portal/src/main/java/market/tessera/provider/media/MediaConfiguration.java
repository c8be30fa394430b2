package market.tessera.provider.media;

import market.tessera.platform.work.Recurring;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Where files are worked on, and when those that nobody needs go. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MediaProperties.class)
class MediaConfiguration {
    /** A picture or a document that is being made takes up to 100 MB for a moment: two at a time, the others wait. */
    private static final int AT_ONCE = 2;

    @Bean(destroyMethod = "dispose")
    Scheduler mediaWorkshop() {
        return Schedulers.newBoundedElastic(AT_ONCE, Reception.PLACES, "media");
    }

    @Bean
    Recurring unusedMedia(Media media, MediaProperties properties) {
        return Recurring.every("Sweeping files that nothing names", properties.sweep(), media::sweep)
                .afterAPause();
    }
}
