package market.tessera.provider.reviewers;

import market.tessera.provider.schedule.Pace;
import market.tessera.provider.schedule.Rounds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks regularly for whom a review waits. Several instances share the work; after an outage it is caught up with. */
@Configuration(proxyBeanMethods = false)
class DueReviews {
    @Bean
    Rounds reviewReminders(ReviewNotices notices, Pace pace) {
        return new Rounds("Reminding of reviews", pace.pause(), notices::tell);
    }
}
