package market.tessera.checkout.books;

import java.time.Duration;
import market.tessera.checkout.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.publisher.Mono;

/** Adds up the ledger's days. */
@Configuration(proxyBeanMethods = false)
class BooksConfiguration {
    private static final Duration PAUSE = Duration.ofHours(1);

    @Bean
    Recurring ledgerWorker(LedgerDays days) {
        return new Recurring("Ledger", PAUSE, Mono.defer(days::close));
    }
}
