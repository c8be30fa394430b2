package market.tessera.provider.enrollment;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import market.tessera.platform.eventlog.EventHandler;
import market.tessera.platform.eventlog.LogSubscription;
import market.tessera.platform.eventlog.LogSubscription.Order;
import market.tessera.platform.eventlog.LogSubscriptions;
import market.tessera.platform.eventlog.LoggedEvent;
import market.tessera.platform.money.Money;
import market.tessera.provider.enrollment.CopyOfEnrollments.Version;
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
    private static final String ENROLLMENT = "enrollment.updated";
    private static final Duration TOGETHER = Duration.ofMillis(250);
    private static final Logger LOG = LoggerFactory.getLogger(CommerceFeed.class);

    private final CopyOfEnrollments copy;
    private final JsonMapper json;
    private final TransactionalOperator transaction;

    CommerceFeed(CopyOfEnrollments copy, JsonMapper json, TransactionalOperator transaction) {
        this.copy = copy;
        this.json = json;
        this.transaction = transaction;
    }

    @Bean
    LogSubscription commerce(LogSubscriptions subscriptions) {
        return subscriptions.subscribe(
                Order.of("commerce", "portal-enrollments", ENROLLMENT, "badge.issued", "badge.revoked")
                        .resting(TOGETHER),
                this);
    }

    @Override
    public Mono<Void> handle(List<LoggedEvent> batch) {
        var enrollments = batch.stream()
                .filter(event -> event.type().equals(ENROLLMENT))
                .flatMap(event -> read(event, Told.class).stream())
                .toList();
        var badges = batch.stream()
                .filter(event -> !event.type().equals(ENROLLMENT))
                .flatMap(event -> read(event, Badge.class).stream())
                .toList();
        return Flux.fromIterable(rounds(news(enrollments), news -> news.told().id()))
                .concatMapIterable(round -> round.stream()
                        .collect(groupingBy(News::isCompletedAnew))
                        .values())
                .concatMap(copy::enrollments)
                .thenMany(Flux.fromIterable(rounds(badges, badge -> badge.told().id())))
                .concatMap(copy::badges)
                .then()
                .as(transaction::transactional);
    }

    /** Of each enrollment once, for each provider that is said to have it. */
    private static Collection<News> news(List<Version<Told>> told) {
        return told.stream()
                .map(version -> News.of(version.told(), version.number()))
                .collect(toMap(
                        news -> Map.entry(news.told().id(), news.told().provider()),
                        news -> news,
                        News::followedBy,
                        LinkedHashMap::new))
                .values();
    }

    /** What is told of one subject several times keeps its order: each round has every subject once. */
    private static <T> Collection<List<T>> rounds(Collection<T> told, Function<T, UUID> subject) {
        var times = new HashMap<UUID, Integer>();
        return told.stream()
                .collect(groupingBy(one -> times.merge(subject.apply(one), 1, Integer::sum), TreeMap::new, toList()))
                .values();
    }

    private <T> Optional<Version<T>> read(LoggedEvent event, Class<T> type) {
        try {
            return Optional.of(new Version<>(json.treeToValue(event.data(), type), event.version()));
        } catch (JacksonException | IllegalArgumentException unreadable) {
            LOG.warn("{} {} was set aside: {}", event.type(), event.subject(), unreadable.getMessage());
            return Optional.empty();
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
            require(State.of(state));
        }

        record Learner(String name, String email) {
            Learner {
                require(name, email);
            }
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
