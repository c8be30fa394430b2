package market.tessera.checkout.desk;

import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import market.tessera.platform.mail.Outbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Tells the operator of orders that have got stuck: each once, and again only if it gets stuck again. */
@Service
class AlertOperator {
    private static final Logger LOG = LoggerFactory.getLogger(AlertOperator.class);

    private final DatabaseClient database;
    private final DeskProperties properties;
    private final AlertLetters letters;
    private final Outbox outbox;
    private final Clock clock;

    AlertOperator(
            DatabaseClient database, DeskProperties properties, AlertLetters letters, Outbox outbox, Clock clock) {
        this.database = database;
        this.properties = properties;
        this.letters = letters;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Emits how many orders it has told of. */
    @Transactional
    public Mono<Long> look() {
        return Flux.fromStream(Arrays.stream(Trouble.values()).filter(Trouble::isOperators))
                .concatMap(trouble ->
                        forgetSolved(trouble).then(newlyStuck(trouble)).flatMap(found -> tell(trouble, found)))
                .reduce(0L, Long::sum);
    }

    private Mono<Void> forgetSolved(Trouble trouble) {
        return late(
                        trouble,
                        "delete from desk_alert a using orders o where a.trouble = :trouble and o.id = a.order_id and not (%s)")
                .then();
    }

    /** The numbers of the orders. */
    private Mono<List<String>> newlyStuck(Trouble trouble) {
        return late(trouble, """
                        with told as (
                          insert into desk_alert (trouble, order_id, alerted_at)
                          select :trouble, o.id, :now from orders o where %s
                          on conflict do nothing returning order_id)
                        select number from orders where id in (select order_id from told) order by number
                        """)
                .bind("now", clock.instant())
                .mapValue(String.class)
                .all()
                .collectList();
    }

    private DatabaseClient.GenericExecuteSpec late(Trouble trouble, String sql) {
        var statement = database.sql(sql.formatted(trouble.condition())).bind("trouble", trouble.key());
        return trouble == Trouble.UNFULFILLED
                ? statement.bind("late", clock.instant().minus(properties.fulfilledWithin()))
                : statement;
    }

    private Mono<Long> tell(Trouble trouble, List<String> numbers) {
        if (numbers.isEmpty()) {
            return Mono.just(0L);
        }
        LOG.warn("{} orders are stuck ({}): {}", numbers.size(), trouble.key(), numbers);
        var to = properties.alertsTo();
        return (to == null || to.isBlank() ? Mono.<Void>empty() : outbox.put(letters.stuck(trouble, numbers, to)))
                .thenReturn((long) numbers.size());
    }
}
