package market.tessera.provider.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import market.tessera.provider.offering.IntakeTerms;
import market.tessera.provider.provider.CatalogueFormat;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes the intakes that a source knows of the intakes of its offerings: new ones are added, others changed, missing ones closed. */
@Component
class IntakeFeed {
    private final DatabaseClient database;

    IntakeFeed(DatabaseClient database) {
        this.database = database;
    }

    record Entry(UUID offering, List<IntakeTerms> intakes) {}

    Mono<Void> replace(List<Entry> entries) {
        var rows = entries.stream().flatMap(IntakeFeed::rows).toList();
        return database.sql("""
                        with given as (
                          select * from json_to_recordset(:rows::json) as g (
                            id uuid, offering uuid, key text, terms jsonb)),
                        closed as (
                          update intake i set closed_at = now()
                          where i.offering = any(:offerings) and i.closed_at is null and i.external_id is not null
                            and not exists (select from given g where g.offering = i.offering and g.key = i.external_id))
                        insert into intake (id, offering, external_id, self_paced, starts, ends, closes, seats, waitlist, mode, place, time_zone, price, teachers)
                        select id, offering, key, coalesce((terms ->> 'selfPaced')::boolean, false), (terms ->> 'starts')::date,
                          (terms ->> 'ends')::date, (terms ->> 'closes')::date, (terms ->> 'seats')::int,
                          coalesce((terms ->> 'waitlist')::boolean, false), terms ->> 'mode',
                          terms ->> 'place', terms ->> 'timeZone', terms -> 'price', array(select jsonb_array_elements_text(terms -> 'teachers'))
                        from given
                        on conflict (offering, external_id) do update set
                          self_paced = excluded.self_paced, starts = excluded.starts, ends = excluded.ends, closes = excluded.closes,
                          seats = excluded.seats, waitlist = excluded.waitlist, mode = excluded.mode, place = excluded.place, time_zone = excluded.time_zone,
                          price = excluded.price, teachers = excluded.teachers, closed_at = null
                        """)
                .bind("rows", CatalogueFormat.JSON.writeValueAsString(rows))
                .bind("offerings", entries.stream().map(Entry::offering).toArray(UUID[]::new))
                .then();
    }

    /** An intake that the source does not name is known by its first day. */
    private static Stream<Row> rows(Entry entry) {
        var keys = new HashSet<String>();
        var rows = new ArrayList<Row>();
        for (var terms : entry.intakes()) {
            var key = terms.externalId() != null ? terms.externalId() : firstDay(terms);
            if (keys.add(key)) {
                rows.add(new Row(UUID.randomUUID(), entry.offering(), key, terms));
            }
        }
        return rows.stream();
    }

    private static String firstDay(IntakeTerms terms) {
        return terms.starts() == null ? "open" : terms.starts().toString();
    }

    private record Row(UUID id, UUID offering, String key, IntakeTerms terms) {}
}
