package market.tessera.provider.intake;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import market.tessera.provider.catalogue.Intake;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The runs of an offering that can be enrolled in. */
@Repository
public class Intakes {
    private final DatabaseClient database;
    private final Clock clock;

    Intakes(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** In the order of their start. Each has an external id: its own id where no source gave one. */
    public Flux<Intake> open(UUID offering) {
        return database.sql("""
                        select id, jsonb_strip_nulls(jsonb_build_object('externalId', coalesce(external_id, id::text),
                          'selfPaced', nullif(self_paced, false), 'starts', starts, 'ends', ends, 'closes', closes, 'seats', seats,
                          'waitlist', nullif(waitlist, false), 'mode', mode, 'place', place, 'timeZone', time_zone, 'price', price,
                          'teachers', nullif(to_jsonb(teachers), '[]'))) as terms
                        from intake where offering = :offering and closed_at is null
                        order by starts nulls first, id
                        """)
                .bind("offering", offering)
                .map(row -> new Intake(
                        Columns.required(row, "id", UUID.class), Columns.json(row, "terms", IntakeTerms.class)))
                .all();
    }

    /** Makes these the open runs. One that is no longer among them is closed and kept for those enrolled. */
    public Mono<Void> replace(UUID offering, List<IntakeTerms> runs) {
        var known = runs.stream()
                .map(IntakeTerms::externalId)
                .filter(Objects::nonNull)
                .toArray(String[]::new);
        return database.sql("""
                        update intake set closed_at = :now
                        where offering = :offering and closed_at is null and coalesce(external_id, id::text) <> all(:known)
                        """)
                .bind("now", clock.instant())
                .bind("offering", offering)
                .bind("known", known)
                .then()
                .thenMany(Flux.fromIterable(runs).concatMap(run -> put(offering, run)))
                .then();
    }

    private Mono<Void> put(UUID offering, IntakeTerms run) {
        var id = UUID.randomUUID();
        return run.externalId() == null
                ? add(offering, run, id, id.toString())
                : put(offering, run, id, run.externalId());
    }

    /** What is not open under its id begins, or begins again. */
    private Mono<Void> put(UUID offering, IntakeTerms run, UUID id, String externalId) {
        return change(offering, run, externalId)
                .filter(changed -> changed == 0)
                .flatMap(_ -> add(offering, run, id, externalId));
    }

    private Mono<Void> add(UUID offering, IntakeTerms run, UUID id, String externalId) {
        return database.sql("""
                        insert into intake (id, offering, external_id, self_paced, starts, ends, closes, seats, waitlist, mode, place, time_zone, price, teachers)
                        select :id, :offering, :externalId, %s
                        on conflict (offering, external_id) do update set
                          self_paced = excluded.self_paced, starts = excluded.starts, ends = excluded.ends, closes = excluded.closes,
                          seats = excluded.seats, waitlist = excluded.waitlist, mode = excluded.mode, place = excluded.place,
                          time_zone = excluded.time_zone, price = excluded.price, teachers = excluded.teachers, closed_at = null
                        """.formatted(VALUES))
                .bind("id", id)
                .bind("offering", offering)
                .bind("externalId", externalId)
                .bind("terms", CatalogueFormat.JSON.writeValueAsString(run))
                .then();
    }

    private Mono<Long> change(UUID offering, IntakeTerms run, String externalId) {
        return database.sql("""
                        update intake set (self_paced, starts, ends, closes, seats, waitlist, mode, place, time_zone, price, teachers) = (select %s)
                        where offering = :offering and closed_at is null and coalesce(external_id, id::text) = :externalId
                        """.formatted(VALUES))
                .bind("offering", offering)
                .bind("externalId", externalId)
                .bind("terms", CatalogueFormat.JSON.writeValueAsString(run))
                .fetch()
                .rowsUpdated();
    }

    private static final String VALUES = """
            coalesce((t ->> 'selfPaced')::boolean, false), (t ->> 'starts')::date, (t ->> 'ends')::date, (t ->> 'closes')::date,
            (t ->> 'seats')::int, coalesce((t ->> 'waitlist')::boolean, false), t ->> 'mode', t ->> 'place', t ->> 'timeZone', nullif(t -> 'price', 'null'),
            array(select jsonb_array_elements_text(t -> 'teachers'))
            from (select :terms::jsonb as t) as given
            """;
}
