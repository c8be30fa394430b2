package market.tessera.provider.retelling;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.provider.Columns;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Which institutions have changed what is told with their offerings, and how far the telling is. The database notes the changes itself. */
@Repository
public class Retellings {
    private final DatabaseClient database;
    private final Clock clock;

    Retellings(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param reached the last offering that was told; null at the beginning */
    record Retelling(long number, UUID provider, @Nullable UUID reached) {}

    /** Takes the latest change of an institution, for as long as {@code lease}; with it, earlier ones of the same institution are told as well. */
    Mono<Retelling> claim(Duration lease) {
        return database.sql("""
                        with next as (
                          select provider, max(number) as number from provider_retelling
                          group by provider having max(due_at) <= :now order by min(number) limit 1),
                        superseded as (
                          delete from provider_retelling r using next n where r.provider = n.provider and r.number < n.number)
                        update provider_retelling r set due_at = :until from next n
                        where r.number = n.number and r.due_at <= :now returning r.*
                        """)
                .bind("now", clock.instant())
                .bind("until", clock.instant().plus(lease))
                .map(row -> new Retelling(
                        Columns.required(row, "number", Long.class),
                        Columns.required(row, "provider", UUID.class),
                        row.get("reached", UUID.class)))
                .one();
    }

    /** Has all that is public of an institution told again soon, unless so many things are all of it. In the caller's transaction. */
    public Mono<Void> unlessAll(UUID provider, int told) {
        return database.sql("""
                        insert into provider_retelling (provider) select :provider
                        where :told < (select count(*) from offering where provider = :provider and status = 'published')
                          + (select count(*) from pathway where provider = :provider and status = 'published')
                        """).bind("provider", provider).bind("told", told).then();
    }

    /** Public offerings that were not told yet, in the order of their ids; locked like that before their institution is. */
    Mono<List<UUID>> offerings(Retelling retelling, int most) {
        return database.sql("""
                        select id from offering where provider = :provider and status = 'published' and (:reached::uuid is null or id > :reached)
                        order by id limit :most for no key update
                        """)
                .bind("provider", retelling.provider())
                .bind("reached", Columns.orNull(retelling.reached(), UUID.class))
                .bind("most", most)
                .map(row -> Columns.required(row, "id", UUID.class))
                .all()
                .collectList();
    }

    Mono<List<UUID>> pathways(UUID provider) {
        return database.sql("""
                        select id from pathway where provider = :provider and status = 'published' order by id for no key update
                        """)
                .bind("provider", provider)
                .map(row -> Columns.required(row, "id", UUID.class))
                .all()
                .collectList();
    }

    /** Whoever looks next goes on there. */
    Mono<Void> reached(Retelling retelling, UUID offering) {
        return database.sql("update provider_retelling set reached = :reached, due_at = :now where number = :number")
                .bind("reached", offering)
                .bind("now", clock.instant())
                .bind("number", retelling.number())
                .then();
    }

    Mono<Void> done(Retelling retelling) {
        return database.sql("delete from provider_retelling where number = :number")
                .bind("number", retelling.number())
                .then();
    }
}
