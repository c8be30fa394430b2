package market.tessera.storefront.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Removes what has expired, once an hour; nothing depends on it but the size of the tables. */
@Component
class Housekeeping implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Duration REMEMBERED = Duration.ofDays(365);

    private final DatabaseClient database;
    private final Clock clock;
    private final AtomicReference<@Nullable Disposable> running = new AtomicReference<>();

    Housekeeping(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public void start() {
        running.set(Flux.interval(PAUSE).concatMap(_ -> tidy()).subscribe());
    }

    Mono<Void> tidy() {
        var now = clock.instant();
        return delete("delete from mailed_link where expires_at <= :before", now)
                .then(delete("delete from session where expires_at <= :before", now))
                .then(delete("delete from throttle where busy_until <= :before", now))
                .then(delete("delete from security_event where at <= :before", now.minus(REMEMBERED)))
                .doOnError(outage -> LOG.warn("Expired rows stay for now: {}", outage.toString()))
                .onErrorComplete();
    }

    private Mono<Void> delete(String sql, Instant before) {
        return database.sql(sql).bind("before", before).then();
    }

    @Override
    public void stop() {
        var rounds = running.getAndSet(null);
        if (rounds != null) {
            rounds.dispose();
        }
    }

    @Override
    public boolean isRunning() {
        return running.get() != null;
    }
}
