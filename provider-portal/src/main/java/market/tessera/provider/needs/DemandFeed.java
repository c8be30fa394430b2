package market.tessera.provider.needs;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscription.Order;
import market.tessera.platform.eventlog.LogSubscriptions;
import market.tessera.platform.eventlog.LoggedEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Follows the storefront's log for what learners looked for in vain. What cannot be read is set aside with a warning. */
@Configuration(proxyBeanMethods = false)
class DemandFeed implements EventHandler {
    private static final Logger LOG = LoggerFactory.getLogger(DemandFeed.class);
    private static final int LONGEST_QUERY = 200;

    private final Needs needs;
    private final JsonMapper json;
    private final TransactionalOperator transaction;

    DemandFeed(Needs needs, JsonMapper json, TransactionalOperator transaction) {
        this.needs = needs;
        this.json = json;
        this.transaction = transaction;
    }

    @Bean
    LogSubscription demand(LogSubscriptions subscriptions) {
        return subscriptions.subscribe(Order.of("learner", "portal-demand"), this);
    }

    @Override
    public Mono<Void> handle(List<LoggedEvent> batch) {
        return Flux.fromIterable(batch)
                .filter(event -> event.type().equals("demand.unmet"))
                .concatMap(this::apply)
                .then()
                .as(transaction::transactional);
    }

    private Mono<Void> apply(LoggedEvent event) {
        try {
            var told = json.treeToValue(event.data(), Told.class);
            return Flux.fromIterable(told.queries())
                    .filter(one -> one.query().length() <= LONGEST_QUERY)
                    .concatMap(one -> needs.counted(told.day(), one.query(), one.searches()))
                    .then(needs.forgetCounts());
        } catch (JacksonException | IllegalArgumentException unreadable) {
            LOG.warn("{} {} was set aside: {}", event.type(), event.subject(), unreadable.getMessage());
            return Mono.empty();
        }
    }

    /** {@code demand.unmet} of {@code docs/events.md}. */
    record Told(LocalDate day, List<Query> queries) {
        Told {
            require(day, queries);
        }

        record Query(String query, long searches) {
            Query {
                require(query);
            }
        }
    }

    /** What is read may lack anything; a refusal here sets the event aside. */
    private static void require(@Nullable Object... members) {
        if (Arrays.stream(members).anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("A required member is missing");
        }
    }
}
