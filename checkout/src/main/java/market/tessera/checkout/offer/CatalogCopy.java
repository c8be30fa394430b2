package market.tessera.checkout.offer;

import java.util.List;
import market.tessera.platform.eventlog.EventLog;
import market.tessera.platform.eventlog.LoggedEvent;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import reactor.core.publisher.Mono;

/** Writes what the catalog log says into checkout's own tables. An event that is not newer than what is there changes nothing. */
@Repository
class CatalogCopy {
    /**
     * A provider stands as the offering names it until its own event arrives. Emits the intakes whose number of seats is another than before.
     */
    private static final String OFFERINGS = """
            with event as materialized (
              select (d->>'id')::uuid as id, version, (d->>'edition')::int as edition, d
              from unnest(:versions::bigint[], :data::text[]) as e (version, text), lateral (select text::jsonb as d) as parsed),
            newest as materialized (select distinct on (id) * from event order by id, version desc),
            seller as (
              insert into offer_provider (id, version, slug, name, country, hue, verified)
              select distinct on (p.id) p.id, 0, slug, name, coalesce(country, ''), coalesce(hue, 180), coalesce(verified, true)
              from newest, jsonb_to_record(d->'provider') as p (id uuid, slug text, name text, country text, hue int, verified boolean)
              on conflict (id) do nothing),
            offered as (
              insert into offer (id, version, edition, slug, title, provider, listed, prerequisites, refund_days, refund_text)
              select n.id, n.version, n.edition, slug, elements->>'title', (provider->>'id')::uuid, status = 'published',
                elements->>'prerequisites', (elements->'refund'->>'days')::int, elements->'refund'->>'text'
              from newest n, jsonb_to_record(d) as o (slug text, status text, provider jsonb, elements jsonb)
              on conflict (id) do update set version = excluded.version, edition = excluded.edition, slug = excluded.slug,
                title = excluded.title, listed = excluded.listed, prerequisites = excluded.prerequisites,
                refund_days = excluded.refund_days, refund_text = excluded.refund_text
              where offer.version < excluded.version
              returning new.id, coalesce(old.version, 0) as before),
            kept as (
              insert into offer_edition (offer, edition, snapshot)
              select distinct on (e.id, e.edition) e.id, e.edition, e.d from event e join offered o on o.id = e.id and e.version > o.before
              order by e.id, e.edition, e.version desc
              on conflict (offer, edition) do update set snapshot = excluded.snapshot),
            unlisted as (
              update offer_intake i set listed = false from newest n join offered on offered.id = n.id
              where i.offer = n.id and i.listed
                and i.id not in (select (told->>'id')::uuid from jsonb_array_elements(n.d->'intakes') as told)),
            written as (
              insert into offer_intake (id, offer, listed, self_paced, starts, ends, closes, time_zone, place,
                price_amount, price_currency, seats, waitlist)
              select i.id, n.id, true, coalesce("selfPaced", false), starts, ends, closes, "timeZone", place,
                (price->>'amount')::bigint, price->>'currency', seats, coalesce(waitlist, false)
              from newest n join offered on offered.id = n.id, jsonb_to_recordset(n.d->'intakes')
                as i (id uuid, "selfPaced" boolean, starts date, ends date, closes date, "timeZone" text, place text, price jsonb, seats int, waitlist boolean)
              order by i.id
              on conflict (id) do update set listed = true, self_paced = excluded.self_paced, starts = excluded.starts,
                ends = excluded.ends, closes = excluded.closes, time_zone = excluded.time_zone, place = excluded.place,
                price_amount = excluded.price_amount, price_currency = excluded.price_currency, seats = excluded.seats, waitlist = excluded.waitlist,
                seats_version = offer_intake.seats_version + (offer_intake.seats is distinct from excluded.seats)::int
              returning old.id as known, old.seats as before, new.*)
            select id, offer, seats, taken, waiting, seats_version from written where known is not null and before is distinct from seats
            """;

    private final DatabaseClient database;
    private final EventLog log;

    CatalogCopy(DatabaseClient database, EventLog log) {
        this.database = database;
        this.log = log;
    }

    @Transactional
    public Mono<Void> provider(LoggedEvent event) {
        return database.sql("""
                        insert into offer_provider (id, version, slug, name, country, hue, logo, verified, refund_days, refund_text)
                        select id, :version, slug, name, country, coalesce(hue, 180), shopfront->>'logo', coalesce(verified, false),
                          (refund->>'days')::int, refund->>'text'
                        from jsonb_to_record(:data::jsonb)
                          as p (id uuid, slug text, name text, country text, hue int, verified boolean, refund jsonb, shopfront jsonb)
                        on conflict (id) do update set version = excluded.version, slug = excluded.slug, name = excluded.name,
                          country = excluded.country, hue = excluded.hue, logo = excluded.logo, verified = excluded.verified,
                          refund_days = excluded.refund_days, refund_text = excluded.refund_text
                        where offer_provider.version < excluded.version
                        """)
                .bind("version", event.version())
                .bind("data", event.data().toString())
                .then();
    }

    /** All of them or, if one makes no sense, none. Of several about one offering the newest counts, and every edition is kept. */
    @Transactional
    public Mono<Void> offerings(List<LoggedEvent> events) {
        return database.sql(OFFERINGS)
                .bind("versions", events.stream().map(LoggedEvent::version).toArray(Long[]::new))
                .bind(
                        "data",
                        events.stream().map(event -> event.data().toString()).toArray(String[]::new))
                .map(SeatCount::read)
                .all()
                .collectList()
                .flatMap(this::announce);
    }

    private Mono<Void> announce(List<SeatCount> changed) {
        return log.append(changed.stream().map(SeatCount::event).toList());
    }
}
