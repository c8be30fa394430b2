package market.tessera.checkout.offer;

import java.util.List;
import java.util.UUID;
import market.tessera.platform.eventlog.EventLog;
import market.tessera.platform.eventlog.LoggedEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Writes what the catalog log says into checkout's own tables. An event that is not newer than what is there changes nothing. */
@Repository
class CatalogCopy {
    private final DatabaseClient database;
    private final EventLog log;

    CatalogCopy(DatabaseClient database, EventLog log) {
        this.database = database;
        this.log = log;
    }

    @Transactional
    public Mono<Void> provider(LoggedEvent event) {
        return database.sql("""
                        insert into offer_provider (id, version, slug, name, country, hue, verified, refund_days, refund_text)
                        select id, :version, slug, name, country, coalesce(hue, 180), coalesce(verified, false),
                          (refund->>'days')::int, refund->>'text'
                        from jsonb_to_record(:data::jsonb)
                          as p (id uuid, slug text, name text, country text, hue int, verified boolean, refund jsonb)
                        on conflict (id) do update set version = excluded.version, slug = excluded.slug, name = excluded.name,
                          country = excluded.country, hue = excluded.hue, verified = excluded.verified,
                          refund_days = excluded.refund_days, refund_text = excluded.refund_text
                        where offer_provider.version < excluded.version
                        """)
                .bind("version", event.version())
                .bind("data", event.data().toString())
                .then();
    }

    @Transactional
    public Mono<Void> offering(LoggedEvent event) {
        return seller(event).then(offer(event)).flatMap(_ -> details(event));
    }

    private Mono<Void> details(LoggedEvent event) {
        return edition(event).then(unlistIntakes(event)).then(intakes(event)).flatMap(this::announce);
    }

    /** The provider as the offering names it, until its own event arrives. */
    private Mono<Void> seller(LoggedEvent event) {
        return database.sql("""
                        insert into offer_provider (id, version, slug, name, country, hue, verified)
                        select id, 0, slug, name, coalesce(country, ''), coalesce(hue, 180), coalesce(verified, true)
                        from jsonb_to_record(:data::jsonb->'provider')
                          as p (id uuid, slug text, name text, country text, hue int, verified boolean)
                        on conflict (id) do nothing
                        """).bind("data", event.data().toString()).then();
    }

    private Mono<UUID> offer(LoggedEvent event) {
        return database.sql("""
                        insert into offer (id, version, edition, slug, title, provider, listed, prerequisites, refund_days, refund_text)
                        select id, :version, edition, slug, elements->>'title', (provider->>'id')::uuid, status = 'published',
                          elements->>'prerequisites', (elements->'refund'->>'days')::int, elements->'refund'->>'text'
                        from jsonb_to_record(:data::jsonb)
                          as o (id uuid, edition int, slug text, status text, provider jsonb, elements jsonb)
                        on conflict (id) do update set version = excluded.version, edition = excluded.edition, slug = excluded.slug,
                          title = excluded.title, listed = excluded.listed, prerequisites = excluded.prerequisites,
                          refund_days = excluded.refund_days, refund_text = excluded.refund_text
                        where offer.version < excluded.version
                        returning id
                        """)
                .bind("version", event.version())
                .bind("data", event.data().toString())
                .mapValue(UUID.class)
                .one();
    }

    private Mono<Void> edition(LoggedEvent event) {
        return database.sql("""
                        insert into offer_edition (offer, edition, snapshot)
                        select (d->>'id')::uuid, (d->>'edition')::int, d from (select :data::jsonb as d) as event
                        on conflict (offer, edition) do update set snapshot = excluded.snapshot
                        """).bind("data", event.data().toString()).then();
    }

    private Mono<Void> unlistIntakes(LoggedEvent event) {
        return database.sql("""
                        update offer_intake set listed = false
                        where offer = :offer and listed
                          and id not in (select (i->>'id')::uuid from jsonb_array_elements(:data::jsonb->'intakes') as i)
                        """)
                .bind("offer", UUID.fromString(event.subject()))
                .bind("data", event.data().toString())
                .then();
    }

    /** Emits the intakes whose number of seats is another than before. */
    private Mono<List<SeatCount>> intakes(LoggedEvent event) {
        return database.sql("""
                        with written as (
                          insert into offer_intake (id, offer, listed, self_paced, starts, ends, closes, time_zone, place,
                            price_amount, price_currency, seats)
                          select id, :offer, true, coalesce("selfPaced", false), starts, ends, closes, "timeZone", place,
                            (price->>'amount')::bigint, price->>'currency', seats
                          from jsonb_to_recordset(:data::jsonb->'intakes')
                            as i (id uuid, "selfPaced" boolean, starts date, ends date, closes date, "timeZone" text, place text,
                              price jsonb, seats int)
                          order by id
                          on conflict (id) do update set listed = true, self_paced = excluded.self_paced, starts = excluded.starts,
                            ends = excluded.ends, closes = excluded.closes, time_zone = excluded.time_zone, place = excluded.place,
                            price_amount = excluded.price_amount, price_currency = excluded.price_currency, seats = excluded.seats,
                            seats_version = offer_intake.seats_version
                              + (offer_intake.seats is distinct from excluded.seats)::int
                          returning old.id as known, old.seats as before, new.*)
                        select id, offer, seats, taken, seats_version from written
                        where known is not null and before is distinct from seats
                        """)
                .bind("offer", UUID.fromString(event.subject()))
                .bind("data", event.data().toString())
                .mapProperties(SeatCount.class)
                .all()
                .collectList();
    }

    private Mono<Void> announce(List<SeatCount> changed) {
        return log.append(changed.stream().map(SeatCount::event).toList());
    }
}
