package market.tessera.indexer.document;

import market.tessera.platform.money.ExchangeRates;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
class DocumentConfiguration {
    @Bean
    Documents documents(JsonMapper json, ExchangeRates rates) {
        return new Documents(json, rates, EqfLevels.read(new ClassPathResource("indexer/eqf-levels.txt")));
    }
}
