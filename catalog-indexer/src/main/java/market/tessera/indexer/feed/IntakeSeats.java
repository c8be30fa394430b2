package market.tessera.indexer.feed;

import static market.tessera.platform.database.Rows.required;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import market.tessera.document.told.Seats;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The indexer's own copy of what checkout told of seats, so that no document has to wait for checkout. */
final class IntakeSeats {
    private final DatabaseClient database;

    IntakeSeats(DatabaseClient database) {
        this.database = database;
    }

    /** Keeps what is newer than what is known; at most one entry per intake. */
    Mono<Void> keep(Collection<Seats> told) {
        return database.sql("""
                        insert into intake_seats (intake, offering, version, remaining)
                        select * from unnest(:intakes::text[], :offerings::text[], :versions::bigint[], :remaining::int[])
                        on conflict (intake) do update
                        set offering = excluded.offering, version = excluded.version, remaining = excluded.remaining, changed_at = now()
                        where intake_seats.version < excluded.version
                        """)
                .bind("intakes", told.stream().map(Seats::intake).toArray(String[]::new))
                .bind("offerings", told.stream().map(Seats::offering).toArray(String[]::new))
                .bind("versions", told.stream().map(Seats::version).toArray(Long[]::new))
                .bind("remaining", told.stream().map(Seats::left).toArray(Integer[]::new))
                .then();
    }

    Flux<Seats> ofOfferings(Collection<String> offerings) {
        return database.sql(
                        "select intake, offering, version, remaining from intake_seats where offering = any(:offerings)")
                .bind("offerings", offerings.toArray(String[]::new))
                .map(row -> new Seats(
                        required(row, "intake", String.class),
                        required(row, "offering", String.class),
                        required(row, "version", Long.class),
                        row.get("remaining", Integer.class)))
                .all();
    }

    /** Offerings of which seats have been told since. */
    Mono<List<String>> changedSince(Instant time) {
        return database.sql("select distinct offering from intake_seats where changed_at >= :time")
                .bind("time", time)
                .map(row -> required(row, "offering", String.class))
                .all()
                .collectList();
    }
}
