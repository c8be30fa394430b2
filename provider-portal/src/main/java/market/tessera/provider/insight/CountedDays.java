package market.tessera.provider.insight;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import market.tessera.platform.work.Recurring;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Mono;

/** How long looks and baskets are remembered: no longer than where they were counted, as the privacy page promises. */
@Configuration(proxyBeanMethods = false)
class CountedDays {
    static final int REMEMBERED = 180;
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final DatabaseClient database;
    private final Clock clock;

    CountedDays(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Bean
    Recurring forgettingCounts() {
        return Recurring.every("Forgetting of counts", PAUSE, this::forget).afterAPause();
    }

    boolean remembers(LocalDate day) {
        return !day.isBefore(first());
    }

    /** No index leads to the rows of a day, so they are looked for only when a day goes: once a day. */
    Mono<Void> forget() {
        return delete("""
                        with gone as (delete from interest_day where day < :first returning day)
                        delete from offering_interest where exists (select from gone) and day < :first
                        """).then(delete("""
                        with gone as (delete from baskets_day where day < :first returning day)
                        delete from offering_baskets where exists (select from gone) and day < :first
                        """));
    }

    private Mono<Void> delete(String sql) {
        return Mono.defer(() -> database.sql(sql).bind("first", first()).then());
    }

    private LocalDate first() {
        return LocalDate.now(clock).minusDays(REMEMBERED);
    }
}
