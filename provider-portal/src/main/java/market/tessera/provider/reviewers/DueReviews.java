package market.tessera.provider.reviewers;

import market.tessera.platform.work.Recurring;
import market.tessera.provider.schedule.Pace;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Looks regularly for whom a review waits. Several instances share the work; after an outage it is caught up with. */
@Configuration(proxyBeanMethods = false)
class DueReviews {
    @Bean
    Recurring reviewReminders(ReviewNotices notices, Pace pace) {
        return Recurring.every("Reminding of reviews", pace.pause(), notices::tell)
                .afterAPause();
    }
}
