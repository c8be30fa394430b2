package market.tessera.platform.money;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.io.Resource;

/** Gives an application that converts amounts the table of {@code tessera.money.rates}; the others never read it. */
@AutoConfiguration
public final class MoneyAutoConfiguration {
    @Bean
    @Lazy
    ExchangeRates exchangeRates(@Value("${tessera.money.rates}") Resource table) {
        return ExchangeRates.read(table);
    }
}
