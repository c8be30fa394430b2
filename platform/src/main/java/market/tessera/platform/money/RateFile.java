package market.tessera.platform.money;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import market.tessera.platform.work.Recurring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Looks every minute whether the day's rates have come; a file that cannot be read leaves the rates as they are. */
final class RateFile {
    private static final Logger LOG = LoggerFactory.getLogger(RateFile.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private final Resource table;
    private final ExchangeRates rates;
    private volatile long seen;

    RateFile(Resource table, ExchangeRates rates) {
        this.table = table;
        this.rates = rates;
        this.seen = table.isFile() ? modified() : 0;
    }

    Recurring rounds() {
        return Recurring.every(
                        "Looking for exchange rates",
                        LOOK_EVERY,
                        () -> Mono.fromRunnable(this::look).subscribeOn(Schedulers.boundedElastic()))
                .afterAPause();
    }

    void look() {
        if (table.isFile()) {
            readIfChanged();
        }
    }

    private void readIfChanged() {
        try {
            var modified = modified();
            if (modified != seen) {
                seen = modified;
                rates.replaceBy(ExchangeRates.read(table));
                LOG.info("Exchange rates read anew from {}", table.getDescription());
            }
        } catch (UncheckedIOException | IllegalArgumentException unreadable) {
            LOG.warn("Exchange rates stay as they are: {}", unreadable.getMessage());
        }
    }

    private long modified() {
        try {
            return table.lastModified();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
