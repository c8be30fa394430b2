package market.tessera.provider.webhooks;

import io.r2dbc.spi.Readable;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.provider.provider.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What is to be told, was told, and could not be told. Several instances may take from it at once; none gets what another has. */
@Repository
class Deliveries {
    static final int MOST = 100;
    static final int EACH = 4;
    private static final Duration KEPT = Duration.ofDays(30);

    private final DatabaseClient database;
    private final Clock clock;

    Deliveries(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** A message that is due, taken by this attempt. */
    record Due(UUID id, UUID webhook, URI address, Webhooks.Sealed sealed, String body, int attempt) {}

    /** As administrators see it. */
    record Delivery(
            UUID id,
            String address,
            String type,
            Instant createdAt,
            int attempts,
            @Nullable Instant deliveredAt,
            @Nullable Instant deadAt,
            Instant dueAt,
            @Nullable Integer status,
            @Nullable String failure) {}

    /** Whether anybody has an address. */
    Mono<Boolean> wanted() {
        return database.sql("select exists (select from webhook where disabled_at is null)")
                .mapValue(Boolean.class)
                .one();
    }

    /** Those of the providers that have addresses at all. */
    Mono<Set<UUID>> listening(Collection<UUID> providers) {
        return database.sql(
                        "select distinct provider from webhook where provider = any(:providers) and disabled_at is null")
                .bind("providers", providers.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all()
                .collect(Collectors.toSet());
    }

    /** For every address of the provider that wants events of this type and was there when it happened; once, however often it is told. */
    Mono<Void> add(UUID provider, UUID event, String type, Instant at, String body) {
        return database.sql("""
                        insert into webhook_delivery (id, webhook, provider, event, type, body, created_at, due_at)
                        select gen_random_uuid(), w.id, w.provider, :event, :type, :body, :now, :now from webhook w
                        where w.provider = :provider and :type = any(w.events) and w.disabled_at is null and w.created_at <= :at
                        on conflict (webhook, event) do nothing
                        """)
                .bind("provider", provider)
                .bind("event", event)
                .bind("type", type)
                .bind("at", at)
                .bind("body", body)
                .bind("now", clock.instant())
                .then();
    }

    /** For one address, whatever it wants: to try it out. */
    Mono<Long> test(UUID provider, UUID webhook, String body) {
        return database.sql("""
                        insert into webhook_delivery (id, webhook, provider, event, type, body, created_at, due_at)
                        select gen_random_uuid(), w.id, w.provider, gen_random_uuid(), 'test', :body, :now, :now from webhook w
                        where w.id = :webhook and w.provider = :provider
                        """)
                .bind("webhook", webhook)
                .bind("provider", provider)
                .bind("body", body)
                .bind("now", clock.instant())
                .fetch()
                .rowsUpdated();
    }

    /**
     * Whoever takes a message has it for {@code lease}; then it is due again, in case the taker died. Of one provider at most {@value #EACH} are under way
     * at a time, so that addresses which answer slowly hold up nobody else's.
     */
    Mono<List<Due>> claim(int limit, Duration lease) {
        return database.sql("""
                        with busy as (
                          select provider, count(*) as under_way from webhook_delivery
                          where taken_until > :now group by provider),
                        ranked as (
                          select d.id, coalesce(b.under_way, 0) + row_number() over (partition by d.provider order by d.due_at, d.id) as place
                          from webhook_delivery d left join busy b on b.provider = d.provider
                          where d.delivered_at is null and d.dead_at is null and d.due_at <= :now),
                        taken as (
                          update webhook_delivery set attempts = attempts + 1, due_at = :until, taken_until = :until
                          where id in (
                            select d.id from webhook_delivery d join ranked r on r.id = d.id
                            where r.place <= :each and d.delivered_at is null and d.dead_at is null and d.due_at <= :now
                            order by d.due_at limit :limit for update of d skip locked)
                          returning id, webhook, body, attempts)
                        select taken.*, w.address, w.secret from taken join webhook w on w.id = taken.webhook
                        """)
                .bind("until", clock.instant().plus(lease))
                .bind("now", clock.instant())
                .bind("limit", limit)
                .bind("each", EACH)
                .map(Deliveries::due)
                .all()
                .collectList();
    }

    Mono<Void> delivered(Due due, int status) {
        return database.sql("""
                        update webhook_delivery set delivered_at = :now, status = :status, failure = null, taken_until = null where id = :id
                        """)
                .bind("now", clock.instant())
                .bind("status", status)
                .bind("id", due.id())
                .then();
    }

    /** @param pause until the next attempt; null gives it up */
    Mono<Void> failed(Due due, @Nullable Integer status, @Nullable String failure, @Nullable Duration pause) {
        var now = clock.instant();
        return database.sql("""
                        update webhook_delivery set status = :status, failure = :failure, due_at = coalesce(:due, due_at), dead_at = :dead, taken_until = null
                        where id = :id
                        """)
                .bind("status", Columns.orNull(status, Integer.class))
                .bind("failure", Columns.orNull(failure, String.class))
                .bind("due", Columns.orNull(pause == null ? null : now.plus(pause), Instant.class))
                .bind("dead", Columns.orNull(pause == null ? now : null, Instant.class))
                .bind("id", due.id())
                .then();
    }

    /** By hand, as if it had never been tried; with the same id. False if it is not the provider's or waits anyhow. */
    Mono<Boolean> replay(UUID provider, UUID id) {
        return database.sql("""
                        update webhook_delivery set delivered_at = null, dead_at = null, attempts = 0, due_at = :now
                        where id = :id and provider = :provider and (delivered_at is not null or dead_at is not null)
                        """)
                .bind("now", clock.instant())
                .bind("id", id)
                .bind("provider", provider)
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    /** Those given up first, then the latest. */
    Flux<Delivery> of(UUID provider) {
        return database.sql("""
                        select d.*, w.address from webhook_delivery d join webhook w on w.id = d.webhook
                        where d.provider = :provider order by d.dead_at is null, d.created_at desc, d.id limit :limit
                        """)
                .bind("provider", provider)
                .bind("limit", MOST)
                .map(Deliveries::delivery)
                .all();
    }

    Mono<Void> forget() {
        return database.sql(
                        "delete from webhook_delivery where created_at < :before and (delivered_at is not null or dead_at is not null)")
                .bind("before", clock.instant().minus(KEPT))
                .then();
    }

    private static Due due(Readable row) {
        return new Due(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "webhook", UUID.class),
                URI.create(Columns.required(row, "address", String.class)),
                new Webhooks.Sealed(Columns.required(row, "secret", byte[].class)),
                Columns.required(row, "body", String.class),
                Columns.required(row, "attempts", Integer.class));
    }

    private static Delivery delivery(Readable row) {
        return new Delivery(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "address", String.class),
                Columns.required(row, "type", String.class),
                Columns.required(row, "created_at", Instant.class),
                Columns.required(row, "attempts", Integer.class),
                row.get("delivered_at", Instant.class),
                row.get("dead_at", Instant.class),
                Columns.required(row, "due_at", Instant.class),
                row.get("status", Integer.class),
                row.get("failure", String.class));
    }
}
