package market.tessera.provider.insight;

import java.time.LocalDate;
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
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Follows what the storefront has counted of looks and comparisons, and checkout of baskets. Told again it says the same again. */
@Configuration(proxyBeanMethods = false)
class InterestFeed implements EventHandler {
    private static final String BASKETS = "baskets.counted";
    private static final Logger LOG = LoggerFactory.getLogger(InterestFeed.class);

    private final DatabaseClient database;
    private final CountedDays days;
    private final JsonMapper json;
    private final TransactionalOperator transaction;

    InterestFeed(DatabaseClient database, CountedDays days, JsonMapper json, TransactionalOperator transaction) {
        this.database = database;
        this.days = days;
        this.json = json;
        this.transaction = transaction;
    }

    @Bean
    LogSubscription interest(LogSubscriptions subscriptions) {
        return subscriptions.subscribe(Order.of("learner", "portal-interest", "interest.counted"), this);
    }

    @Bean
    LogSubscription baskets(LogSubscriptions subscriptions) {
        return subscriptions.subscribe(Order.of("commerce", "portal-baskets", BASKETS), this);
    }

    @Override
    public Mono<Void> handle(List<LoggedEvent> batch) {
        return Flux.fromIterable(batch).concatMap(this::apply).then().as(transaction::transactional);
    }

    private Mono<Void> apply(LoggedEvent event) {
        try {
            return event.type().equals(BASKETS)
                    ? keep(json.treeToValue(event.data(), Baskets.class))
                    : keep(json.treeToValue(event.data(), Told.class));
        } catch (JacksonException | IllegalArgumentException unreadable) {
            LOG.warn("{} {} was set aside: {}", event.type(), event.subject(), unreadable.getMessage());
            return Mono.empty();
        }
    }

    private Mono<Void> keep(Told told) {
        if (!days.remembers(told.day())) {
            return Mono.empty();
        }
        return database.sql("""
                        with counted as (insert into interest_day (day) values (:day) on conflict do nothing)
                        insert into offering_interest (offering, day, views, comparisons)
                        select told.offering, :day, told.views, told.comparisons
                        from unnest(:offerings::uuid[], :views::integer[], :comparisons::integer[]) as told (offering, views, comparisons)
                        join offering o on o.id = told.offering
                        on conflict (offering, day) do update set views = excluded.views, comparisons = excluded.comparisons
                        """)
                .bind("day", told.day())
                .bind(
                        "offerings",
                        told.offerings().stream().map(Told.Interest::offering).toArray(UUID[]::new))
                .bind(
                        "views",
                        told.offerings().stream().map(Told.Interest::views).toArray(Integer[]::new))
                .bind(
                        "comparisons",
                        told.offerings().stream()
                                .map(Told.Interest::comparisons)
                                .toArray(Integer[]::new))
                .then();
    }

    private Mono<Void> keep(Baskets told) {
        if (!days.remembers(told.day())) {
            return Mono.empty();
        }
        return database.sql("""
                        with counted as (insert into baskets_day (day) values (:day) on conflict do nothing)
                        insert into offering_baskets (offering, day, baskets)
                        select told.offering, :day, told.baskets
                        from unnest(:offerings::uuid[], :baskets::integer[]) as told (offering, baskets)
                        join offering o on o.id = told.offering
                        on conflict (offering, day) do update set baskets = excluded.baskets
                        """)
                .bind("day", told.day())
                .bind(
                        "offerings",
                        told.offerings().stream().map(Baskets.Count::offering).toArray(UUID[]::new))
                .bind(
                        "baskets",
                        told.offerings().stream().map(Baskets.Count::baskets).toArray(Integer[]::new))
                .then();
    }

    /** {@code baskets.counted} of {@code docs/events.md}. */
    record Baskets(LocalDate day, List<Count> offerings) {
        Baskets {
            if (day == null || offerings == null) {
                throw new IllegalArgumentException("A required member is missing");
            }
        }

        record Count(UUID offering, int baskets) {
            Count {
                if (offering == null || baskets < 0) {
                    throw new IllegalArgumentException("A required member is missing");
                }
            }
        }
    }

    /** {@code interest.counted} of {@code docs/events.md}. */
    record Told(LocalDate day, List<Interest> offerings) {
        Told {
            if (day == null || offerings == null) {
                throw new IllegalArgumentException("A required member is missing");
            }
        }

        record Interest(UUID offering, int views, int comparisons) {
            Interest {
                if (offering == null || views < 0 || comparisons < 0) {
                    throw new IllegalArgumentException("A required member is missing");
                }
            }
        }
    }
}
