package market.tessera.provider.catalogue;

import java.util.Collection;
import java.util.UUID;
import market.tessera.platform.eventlog.EventLog;
import market.tessera.provider.disclosure.Completeness;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells the catalog log what offerings have become. To be called after every change, in its transaction; the database makes what is told of what its
 * tables have, so that it is what is there. Offerings of a provider that is not verified are not told, or told as withdrawn if they were before.
 */
@Component
public class OfferingLog {
    private final DatabaseClient database;
    private final EventLog log;

    OfferingLog(DatabaseClient database, EventLog log) {
        this.database = database;
        this.log = log;
    }

    /**
     * Whether the provider is verified does not change until the transaction ends: what is told here is taken back by whoever suspends it. The
     * offerings are looked up once, apart: joined to their providers directly, all of them may be looked up again for each provider.
     */
    public Mono<Void> announce(Collection<UUID> offerings) {
        if (offerings.isEmpty()) {
            return Mono.empty();
        }
        return log.append(
                """
                with named as materialized (select id, provider from offering where id = any(:ids)),
                p as materialized (%s where p.id in (select provider from named) order by p.id for share),
                o as (
                  update offering o set log_version = o.log_version + 1, updated_at = now()
                  from named join p on p.id = named.provider
                  where o.id = named.id and o.status <> 'draft' and (p.verified or o.log_version > 0)
                  returning o.*),
                told as (
                  select %s
                  from o join p on p.id = o.provider join offering_version v on v.offering = o.id and v.edition = o.edition)
                """.formatted(ToldOffering.PROVIDER, ToldOffering.event(ToldOffering.STORED)),
                told -> told.bind("ids", offerings.toArray(UUID[]::new)));
    }

    /**
     * What would be told if the offering's newest version, public or not, were published now by a verified institution. Tells nobody.
     *
     * @param completeness of that version
     * @return JSON, empty if there is no such offering
     */
    public Mono<String> asIfPublished(UUID offering, Completeness completeness) {
        return database.sql("""
                        with p as (select id, true as verified, summary || '{"verified": true}' as summary
                          from (%s where p.id = (select o.provider from offering o where o.id = :id)) as known),
                        v as (
                          select s.offering, s.edition, s.elements, s.provenance, s.updated_at,
                            :completeness::numeric as completeness, :comparableIn::text[] as comparable_in
                          from (
                            select d.offering, d.elements, d.provenance, now() as updated_at,
                              1 + coalesce((select max(e.edition) from offering_version e where e.offering = d.offering), 0) as edition
                            from offering_draft d where d.offering = :id
                            union all
                            select e.offering, e.elements, e.provenance, o.updated_at, e.edition
                            from offering o join offering_version e on e.offering = o.id and e.edition = o.edition
                            where o.id = :id and not exists (select from offering_draft d where d.offering = o.id)) as s),
                        o as (
                          select o.id, o.slug, o.provider, o.source, o.external_id, 'published' as status, v.edition, v.updated_at,
                            coalesce(o.published_at, v.updated_at) as published_at
                          from offering o join v on v.offering = o.id)
                        select %s as data from o join v on v.offering = o.id join p on p.id = o.provider
                        """.formatted(ToldOffering.PROVIDER, ToldOffering.data(ToldOffering.STORED)))
                .bind("id", offering)
                .bind("completeness", completeness.share())
                .bind("comparableIn", completeness.comparableIn().toArray(String[]::new))
                .map(row -> Columns.text(row, "data"))
                .one();
    }
}
