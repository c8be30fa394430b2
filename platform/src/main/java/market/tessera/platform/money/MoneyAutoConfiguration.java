package market.tessera.platform.money;

import market.tessera.platform.work.Recurring;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;

/** Gives every application the table of {@code tessera.money.rates}, read again whenever its file changes. */
@AutoConfiguration
public final class MoneyAutoConfiguration {
    @Bean
    ExchangeRates exchangeRates(@Value("${tessera.money.rates}") Resource table) {
        return ExchangeRates.read(table);
    }

    @Bean
    Recurring rateFile(@Value("${tessera.money.rates}") Resource table, ExchangeRates rates) {
        return new RateFile(table, rates).rounds();
    }
}
