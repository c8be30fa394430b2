package market.tessera.storefront.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import market.tessera.platform.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Removes what has expired, once an hour; nothing depends on it but the size of the tables. */
@Component
class Housekeeping {
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Duration REMEMBERED = Duration.ofDays(365);
    /** Whoever follows the log has read by then whose address it was. */
    private static final Duration READ = Duration.ofDays(1);

    private final DatabaseClient database;
    private final Clock clock;

    Housekeeping(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Bean
    Recurring housekeepingRounds() {
        return Recurring.every("Removing what has expired", PAUSE, this::tidy).afterAPause();
    }

    Mono<Void> tidy() {
        var now = clock.instant();
        return delete("delete from mailed_link where expires_at <= :before", now)
                .then(delete("delete from session where expires_at <= :before", now))
                .then(delete("delete from throttle where busy_until <= :before", now))
                .then(delete("delete from security_event where at <= :before", now.minus(REMEMBERED)))
                .then(delete("""
                        update event_log told set data = jsonb_build_object('id', told.subject) from event_log gone
                        where gone.type = 'account.deleted' and gone.time <= :before and told.subject = gone.subject
                          and told.type = 'account.confirmed' and jsonb_exists(told.data, 'email')
                        """, now.minus(READ)));
    }

    private Mono<Void> delete(String sql, Instant before) {
        return database.sql(sql).bind("before", before).then();
    }
}
