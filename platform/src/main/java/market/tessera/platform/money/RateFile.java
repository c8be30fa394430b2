package market.tessera.platform.money;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.io.Resource;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/** Looks every minute whether the day's rates have come; a file that cannot be read leaves the rates as they are. */
final class RateFile implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(RateFile.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(1);

    private final Resource table;
    private final ExchangeRates rates;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();
    private volatile long seen;

    RateFile(Resource table, ExchangeRates rates) {
        this.table = table;
        this.rates = rates;
        this.seen = table.isFile() ? modified() : 0;
    }

    @Override
    public void start() {
        if (table.isFile()) {
            running.set(Flux.interval(LOOK_EVERY, Schedulers.boundedElastic())
                    .onBackpressureDrop()
                    .subscribe(_ -> look()));
        }
    }

    void look() {
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

    @Override
    public void stop() {
        var watch = running.getAndSet(null);
        if (watch != null) {
            watch.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }
}
