package market.tessera.checkout.books;

import java.time.Duration;
import market.tessera.platform.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Adds up the ledger's days. */
@Configuration(proxyBeanMethods = false)
class BooksConfiguration {
    private static final Duration PAUSE = Duration.ofHours(1);

    @Bean
    Recurring ledgerWorker(LedgerDays days) {
        return Recurring.whileDue("Ledger", PAUSE, days::close);
    }
}
