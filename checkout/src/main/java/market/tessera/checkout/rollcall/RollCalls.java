package market.tessera.checkout.rollcall;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.UUID;
import market.tessera.checkout.rollcall.Difference.Kind;
import market.tessera.checkout.sql.Bindings;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** When each system was asked, and what differed then. Every question names the provider whose it is. */
@Repository
public class RollCalls {
    private static final int MOST = 500;
    private static final Duration LATE = Duration.ofDays(1);

    private final DatabaseClient database;
    private final Clock clock;

    RollCalls(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A system to ask. */
    record Due(UUID connection, UUID provider) {}

    /** What was found, before it is kept. */
    record Found(
            Kind kind, @Nullable UUID enrollment, @Nullable String stranger, String course) {}

    /** When one was last asked; null if never. */
    public record Asked(String name, @Nullable Instant calledAt) {}

    /** A learner who has waited for more than a day. */
    public record Waiting(UUID enrollment, String name, String title, Instant since) {}

    /** Takes those that were not asked for so long; others do not take them meanwhile. */
    Flux<Due> due(Duration every) {
        return database.sql("""
                        insert into roll_call as r (connection, provider, next_at)
                        select c.id, c.provider, :next from connection c left join roll_call k on k.connection = c.id
                        where c.kind = 'MOODLE' and c.standing = 'READY' and (k.next_at is null or k.next_at <= :now)
                        order by k.next_at nulls first limit 10
                        on conflict (connection) do update set next_at = excluded.next_at where r.next_at <= :now
                        returning connection, provider
                        """)
                .bind("next", clock.instant().plus(every))
                .bind("now", clock.instant())
                .mapProperties(Due.class)
                .all();
    }

    /** Asks all of a provider's systems as soon as possible; those that were asked a moment ago are left alone. */
    public Mono<Void> soon(UUID provider) {
        return database.sql("""
                        update roll_call set next_at = :now
                        where provider = :provider and (called_at is null or called_at < :before)
                        """)
                .bind("now", clock.instant())
                .bind("before", clock.instant().minusSeconds(2))
                .bind("provider", provider)
                .then();
    }

    /** What was found takes the place of what was found before. */
    @Transactional
    public Mono<Void> keep(UUID connection, UUID provider, Collection<Found> found) {
        return database.sql("delete from roll_difference where connection = :connection")
                .bind("connection", connection)
                .then()
                .thenMany(Flux.fromIterable(found).take(MOST))
                .concatMap(one -> database.sql("""
                                insert into roll_difference (id, connection, provider, kind, enrollment, stranger, course)
                                values (:id, :connection, :provider, :kind, :enrollment, :stranger, :course)
                                """)
                        .bind("id", UUID.randomUUID())
                        .bind("connection", connection)
                        .bind("provider", provider)
                        .bind("kind", one.kind().name())
                        .bind("enrollment", Bindings.nullable(one.enrollment(), UUID.class))
                        .bind("stranger", Bindings.nullable(one.stranger(), String.class))
                        .bind("course", one.course())
                        .then())
                .then(database.sql("update roll_call set called_at = :now where connection = :connection")
                        .bind("now", clock.instant())
                        .bind("connection", connection)
                        .then());
    }

    public Flux<Difference> of(UUID provider) {
        return database.sql("""
                        select d.id, d.kind, d.enrollment, d.stranger, e.name as who, d.course, c.name as connection
                        from roll_difference d join connection c on c.id = d.connection and c.standing <> 'ENDED'
                          left join enrollment e on e.id = d.enrollment
                        where d.provider = :provider order by d.kind, d.course, e.name, d.id limit 500
                        """)
                .bind("provider", provider)
                .mapProperties(Difference.class)
                .all();
    }

    public Flux<Asked> asked(UUID provider) {
        return database.sql("""
                        select c.name, r.called_at from connection c left join roll_call r on r.connection = c.id
                        where c.provider = :provider and c.kind = 'MOODLE' and c.standing = 'READY' order by c.name, c.id
                        """)
                .bind("provider", provider)
                .mapProperties(Asked.class)
                .all();
    }

    /** Who has paid, and is known to no system, whatever the reason. */
    public Flux<Waiting> waiting(UUID provider) {
        return database.sql("""
                        select e.id as enrollment, e.name, e.title, e.requested_at as since from enrollment e
                        where e.provider = :provider and e.state in ('REQUESTED', 'FAILED') and e.requested_at < :late
                        order by e.requested_at, e.id limit 200
                        """)
                .bind("provider", provider)
                .bind("late", clock.instant().minus(LATE))
                .mapProperties(Waiting.class)
                .all();
    }

    /** Emits the enrollment that differs, and forgets the difference; nothing if there is none of the provider's. */
    public Mono<UUID> settle(UUID provider, UUID difference) {
        return database.sql("""
                        delete from roll_difference where provider = :provider and id = :id and enrollment is not null returning enrollment
                        """)
                .bind("provider", provider)
                .bind("id", difference)
                .mapValue(UUID.class)
                .one();
    }
}
