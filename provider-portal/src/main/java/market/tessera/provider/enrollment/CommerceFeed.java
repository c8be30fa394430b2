package market.tessera.provider.enrollment;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscription.Order;
import market.tessera.platform.eventlog.LogSubscriptions;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.money.Money;
import market.tessera.provider.enrollment.Enrollment.State;
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

/** Follows the commerce log and keeps the portal's copy of enrollments and badges. What cannot be read is set aside with a warning. */
@Configuration(proxyBeanMethods = false)
class CommerceFeed implements EventHandler {
    private static final Duration TOGETHER = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(CommerceFeed.class);

    private final Enrollments enrollments;
    private final JsonMapper json;
    private final TransactionalOperator transaction;

    CommerceFeed(Enrollments enrollments, JsonMapper json, TransactionalOperator transaction) {
        this.enrollments = enrollments;
        this.json = json;
        this.transaction = transaction;
    }

    @Bean
    LogSubscription commerce(LogSubscriptions subscriptions) {
        return subscriptions.subscribe(
                Order.of("commerce", "portal-enrollments", "enrollment.updated", "badge.issued", "badge.revoked")
                        .resting(TOGETHER),
                this);
    }

    @Override
    public Mono<Void> handle(List<LoggedEvent> batch) {
        return Flux.fromIterable(batch).concatMap(this::apply).then().as(transaction::transactional);
    }

    private Mono<Void> apply(LoggedEvent event) {
        try {
            return switch (event.type()) {
                case "enrollment.updated" ->
                    enrollments.put(json.treeToValue(event.data(), Told.class), event.version());
                case "badge.issued", "badge.revoked" ->
                    enrollments.put(json.treeToValue(event.data(), Badge.class), event.version());
                default -> Mono.empty();
            };
        } catch (JacksonException | IllegalArgumentException unreadable) {
            LOG.warn("{} {} was set aside: {}", event.type(), event.subject(), unreadable.getMessage());
            return Mono.empty();
        }
    }

    /** {@code enrollment.updated} of {@code docs/events.md}. */
    record Told(
            UUID id,
            UUID provider,
            UUID offering,
            String offeringTitle,
            @Nullable UUID intake,
            @Nullable String orderNumber,
            Learner learner,
            String state,
            @Nullable Money price,
            @Nullable String grade,
            Instant at) {
        Told {
            require(id, provider, offering, offeringTitle, learner, state, at);
        }

        record Learner(String name, String email) {
            Learner {
                require(name, email);
            }
        }

        Enrollment enrollment() {
            return new Enrollment(
                    id,
                    provider,
                    offering,
                    offeringTitle,
                    orderNumber,
                    learner.name(),
                    learner.email(),
                    State.of(state),
                    price,
                    grade,
                    null,
                    at);
        }
    }

    /** {@code badge.issued} and {@code badge.revoked} of {@code docs/events.md}. */
    record Badge(
            UUID id,
            UUID enrollment,
            UUID provider,
            Instant issuedAt,
            @Nullable Instant revokedAt) {
        Badge {
            require(id, enrollment, provider, issuedAt);
        }
    }

    /** What is read may lack anything; a refusal here sets the event aside. */
    private static void require(@Nullable Object... members) {
        if (Arrays.stream(members).anyMatch(Objects::isNull)) {
            throw new IllegalArgumentException("A required member is missing");
        }
    }
}
