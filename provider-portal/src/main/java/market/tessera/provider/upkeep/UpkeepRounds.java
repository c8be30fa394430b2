package market.tessera.provider.upkeep;

import market.tessera.platform.work.Recurring;
import market.tessera.provider.schedule.Pace;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is to be done on a day is done soon after the day has begun. */
@Configuration(proxyBeanMethods = false)
class UpkeepRounds {
    @Bean
    Recurring dueRetirements(Retirements retirements, Pace pace) {
        return Recurring.every("Retiring offerings", pace.pause(), retirements::due)
                .afterAPause();
    }

    @Bean
    Recurring reviewCycle(CycleNotices notices, Pace pace) {
        return Recurring.every("Reminding of the review cycle", pace.pause(), notices::tell)
                .afterAPause();
    }
}
