package market.tessera.provider.insight;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscription.Order;
import market.tessera.platform.eventlog.LogSubscriptions;
import market.tessera.platform.eventlog.LoggedEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Keeps the portal's copy of what learners gave their courses. An older version never overwrites a newer one; what cannot be read is set aside. */
@Configuration(proxyBeanMethods = false)
class LearnerReviews implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(LearnerReviews.class);

    private final DatabaseClient database;

    LearnerReviews(DatabaseClient database) {
        this.database = database;
    }

    @Bean
    LogSubscription learnerReviewSubscription(LogSubscriptions subscriptions) {
        return subscriptions.subscribe(Order.of("commerce", "portal-reviews", "review.updated"), this);
    }

    @Override
    public Mono<Void> handle(List<LoggedEvent> batch) {
        return Flux.fromIterable(batch).concatMap(this::apply).then();
    }

    private Mono<Void> apply(LoggedEvent event) {
        try {
            return put(event);
        } catch (IllegalArgumentException | DateTimeParseException unreadable) {
            LOG.warn("{} {} was set aside: {}", event.type(), event.subject(), unreadable.getMessage());
            return Mono.empty();
        }
    }

    private Mono<Void> put(LoggedEvent event) {
        var data = event.data();
        return database.sql("""
                        insert into learner_review as known (id, provider, offering, stars, shown, written_at, version)
                        values (:id, :provider, :offering, :stars, :shown, :writtenAt, :version)
                        on conflict (id) do update set stars = excluded.stars, shown = excluded.shown, version = excluded.version
                        where known.version < excluded.version
                        """)
                .bind("id", UUID.fromString(event.subject()))
                .bind("provider", UUID.fromString(data.path("provider").asString("")))
                .bind("offering", UUID.fromString(data.path("offering").asString("")))
                .bind("stars", data.path("stars").asInt(0))
                .bind("shown", data.path("state").asString("").equals("shown"))
                .bind("writtenAt", Instant.parse(data.path("writtenAt").asString("")))
                .bind("version", event.version())
                .then();
    }
}
