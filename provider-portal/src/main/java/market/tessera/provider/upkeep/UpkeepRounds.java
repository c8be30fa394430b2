package market.tessera.provider.upkeep;

import market.tessera.provider.schedule.Pace;
import market.tessera.provider.schedule.Rounds;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is to be done on a day is done soon after the day has begun. */
@Configuration(proxyBeanMethods = false)
class UpkeepRounds {
    @Bean
    Rounds dueRetirements(Retirements retirements, Pace pace) {
        return new Rounds("Retiring offerings", pace.pause(), retirements::due);
    }

    @Bean
    Rounds reviewCycle(CycleNotices notices, Pace pace) {
        return new Rounds("Reminding of the review cycle", pace.pause(), notices::tell);
    }
}
