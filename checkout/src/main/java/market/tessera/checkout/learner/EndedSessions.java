package market.tessera.checkout.learner;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import market.tessera.platform.work.Recurring;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Sessions that were ended before their tokens ran out. */
@Repository
class EndedSessions {
    /** Longer than any token is good for. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final DatabaseClient database;
    private final Clock clock;

    EndedSessions(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param id of a session, or of a learner all of whose sessions have ended for good */
    Mono<Void> add(UUID id) {
        return database.sql("insert into ended_session (id, ended_at) values (:id, :now) on conflict (id) do nothing")
                .bind("id", id)
                .bind("now", clock.instant())
                .then();
    }

    /** @param session null where the storefront keeps no record of it */
    Mono<Boolean> hasEnded(UUID learner, @Nullable UUID session) {
        return database.sql("select exists (select from ended_session where id = any(:ids))")
                .bind("ids", session == null ? new UUID[] {learner} : new UUID[] {learner, session})
                .mapValue(Boolean.class)
                .one();
    }

    Mono<Long> forgetOld() {
        return database.sql("delete from ended_session where ended_at < :before")
                .bind("before", clock.instant().minus(KEPT))
                .fetch()
                .rowsUpdated();
    }

    @Configuration(proxyBeanMethods = false)
    static class Clearing {
        @Bean
        Recurring forgetEndedSessions(EndedSessions sessions) {
            return Recurring.every("Clearing ended sessions", Duration.ofHours(1), sessions::forgetOld);
        }
    }
}
