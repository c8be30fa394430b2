package market.tessera.checkout.review;

import static market.tessera.platform.database.Rows.required;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.eventlog.Event;
import market.tessera.platform.eventlog.EventLog;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What an offering's learners make of it: their stars, the newest words, how many complete. Counted anew from the rows whenever something has happened,
 * so that it cannot drift from them, and told to the log only if it has changed.
 */
@Repository
class Reputations {
    static final String TYPE = "reputation.updated";

    /** With fewer completions, a share says more about chance than about the offering. */
    private static final int ENOUGH_COMPLETIONS = 20;

    private static final int LATEST = 3;

    private final DatabaseClient database;
    private final EventLog log;
    private final JsonMapper json;

    Reputations(DatabaseClient database, EventLog log, JsonMapper json) {
        this.database = database;
        this.log = log;
        this.json = json;
    }

    private record Told(UUID offering, long version, JsonNode data) {
        Event event() {
            return new Event(TYPE, offering.toString(), version, data);
        }
    }

    /** How the offering stands now. Empty if nobody has said or completed enough yet. */
    Mono<JsonNode> find(UUID offering) {
        return database.sql("select cast(data as text) as data from reputation where offering = :offering")
                .bind("offering", offering)
                .map(row -> json.readTree(required(row, "data", String.class)))
                .one();
    }

    /** @param subjects reviews and enrollments of which something was told */
    @Transactional
    public Mono<Void> renew(Collection<UUID> subjects) {
        return oneAtATime().thenMany(counted(subjects)).collectList().flatMap(this::tell);
    }

    /** Who counts sees what was there once all before have ended: of two that count the same at once, the older count could come last. */
    private Mono<Void> oneAtATime() {
        return database.sql("select pg_advisory_xact_lock(hashtext('reputation'))")
                .then();
    }

    /** Older snapshots go: they hold words that somebody may have taken back, and nobody needs them any more. */
    private Mono<Void> tell(List<Told> changed) {
        return changed.isEmpty()
                ? Mono.empty()
                : log.append(changed.stream().map(Told::event).toList())
                        .then(database.sql("""
                                delete from event_log old using unnest(:subjects::text[], :versions::bigint[]) as told (subject, version)
                                where old.type = :type and old.subject = told.subject and old.version < told.version
                                """)
                                .bind(
                                        "subjects",
                                        changed.stream()
                                                .map(told -> told.offering().toString())
                                                .toArray(String[]::new))
                                .bind(
                                        "versions",
                                        changed.stream().map(Told::version).toArray(Long[]::new))
                                .bind("type", TYPE)
                                .then());
    }

    private Flux<Told> counted(Collection<UUID> subjects) {
        return database.sql("""
                        with touched as (
                          select offering, provider from enrollment where id = any(:subjects) and state in ('ACTIVE', 'COMPLETED', 'WITHDRAWN')
                          union select offering, provider from review where id = any(:subjects)),
                        told as (
                          select v.*, e.state = 'COMPLETED' as completed,
                            row_number() over (partition by v.offering order by v.text = '', v.written_at desc, v.id) as place
                          from review v join enrollment e on e.id = v.enrollment
                          where v.offering in (select offering from touched) and\s""" + ReviewRows.COUNTS + """
                        ),
                        rated as (
                          select offering, jsonb_build_object('average', cast(round(avg(stars), 2) as float8), 'count', count(*), 'stars', jsonb_build_array(
                              count(*) filter (where stars = 1), count(*) filter (where stars = 2), count(*) filter (where stars = 3),
                              count(*) filter (where stars = 4), count(*) filter (where stars = 5))) as rating,
                            coalesce(jsonb_agg(jsonb_build_object('id', id, 'stars', stars, 'text', text, 'completed', completed,
                                'on', to_char(written_at at time zone 'UTC', 'YYYY-MM-DD'), 'answer', answer) order by place)
                              filter (where place <= :latest and text <> ''), '[]') as latest
                          from told group by offering),
                        finished as (
                          select offering, count(*) as enrolled, count(*) filter (where state = 'COMPLETED') as completed
                          from enrollment where offering in (select offering from touched) and state in ('CONFIRMED', 'ACTIVE', 'COMPLETED')
                          group by offering),
                        stands as (
                          select offering, rating, jsonb_strip_nulls(jsonb_build_object('offering', offering, 'provider', provider,
                              'rating', rating, 'latest', coalesce(latest, '[]'), 'completion', case when completed >= :enough
                              then jsonb_build_object('enrolled', enrolled, 'completed', completed) end)) as data
                          from touched left join rated using (offering) left join finished using (offering))
                        insert into reputation as known (offering, version, data)
                        select offering, 1, data from stands
                        where rating is not null or data -> 'completion' is not null or offering in (select offering from reputation)
                        order by offering
                        on conflict (offering) do update set version = known.version + 1, data = excluded.data
                        where known.data is distinct from excluded.data
                        returning offering, version, cast(data as text) as data
                        """)
                .bind("subjects", subjects.toArray(UUID[]::new))
                .bind("latest", LATEST)
                .bind("enough", ENOUGH_COMPLETIONS)
                .map(row -> new Told(
                        required(row, "offering", UUID.class),
                        required(row, "version", Long.class),
                        json.readTree(required(row, "data", String.class))))
                .all();
    }
}
