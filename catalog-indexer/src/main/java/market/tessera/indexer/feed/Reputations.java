package market.tessera.indexer.feed;

import static market.tessera.platform.database.Rows.required;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import market.tessera.document.told.Reputation;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/** The indexer's own copy of what checkout told of how offerings are rated, so that a rebuild keeps it. */
final class Reputations {
    private final DatabaseClient database;
    private final JsonMapper json;

    Reputations(DatabaseClient database, JsonMapper json) {
        this.database = database;
        this.json = json;
    }

    /** Keeps what is newer than what is known; at most one for each offering. */
    Mono<Void> keep(Collection<Reputation> told) {
        return database.sql("""
                        insert into offering_reputation (offering, version, data)
                        select offering, version, data::jsonb from unnest(:offerings::text[], :versions::bigint[], :data::text[]) as t (offering, version, data)
                        on conflict (offering) do update set version = excluded.version, data = excluded.data, changed_at = now()
                        where offering_reputation.version < excluded.version
                        """)
                .bind("offerings", told.stream().map(Reputation::offering).toArray(String[]::new))
                .bind("versions", told.stream().map(Reputation::version).toArray(Long[]::new))
                .bind("data", told.stream().map(each -> each.data().toString()).toArray(String[]::new))
                .then();
    }

    Flux<Reputation> ofOfferings(Collection<String> offerings) {
        return database.sql("""
                        select offering, version, cast(data as text) as data from offering_reputation where offering = any(:offerings)
                        """)
                .bind("offerings", offerings.toArray(String[]::new))
                .map(row -> new Reputation(
                        required(row, "offering", String.class),
                        required(row, "version", Long.class),
                        json.readTree(required(row, "data", String.class))))
                .all();
    }

    Mono<List<String>> changedSince(Instant time) {
        return database.sql("select offering from offering_reputation where changed_at >= :time")
                .bind("time", time)
                .mapValue(String.class)
                .all()
                .collectList();
    }
}
