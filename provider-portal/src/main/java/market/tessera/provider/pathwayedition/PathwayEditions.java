package market.tessera.provider.pathwayedition;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.provider.CatalogueFormat;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Makes what is said of pathways their next editions, public, and tells the log. To be called within a transaction. */
@Component
public class PathwayEditions {
    private final DatabaseClient database;
    private final PathwayLog log;
    private final Clock clock;

    PathwayEditions(DatabaseClient database, PathwayLog log, Clock clock) {
        this.database = database;
        this.log = log;
        this.clock = clock;
    }

    /** What one pathway says from now on. */
    public record Next(UUID pathway, PathwayContent content) {}

    /** @param by the id of who publishes, or {@code import:} and the source */
    public Mono<Void> publish(List<Next> editions, String by) {
        var ids = editions.stream().map(Next::pathway).toArray(UUID[]::new);
        return write(editions, ids, by).then(fill(ids)).then(Mono.defer(() -> log.announce(List.of(ids))));
    }

    private Mono<Void> write(List<Next> editions, UUID[] ids, String by) {
        return database.sql("""
                        with next as (
                          insert into pathway_version (pathway, edition, content, published_by, published_at)
                          select g.pathway, coalesce((select max(v.edition) from pathway_version v where v.pathway = g.pathway), 0) + 1,
                            g.content, :by, :now
                          from unnest(:ids, :contents::jsonb[]) as g (pathway, content)
                          returning pathway, edition)
                        update pathway set status = 'published', edition = next.edition, updated_at = :now,
                          published_at = coalesce(published_at, :now)
                        from next where pathway.id = next.pathway
                        """)
                .bind("ids", ids)
                .bind(
                        "contents",
                        editions.stream()
                                .map(edition -> CatalogueFormat.JSON.writeValueAsString(edition.content()))
                                .toArray(String[]::new))
                .bind("by", by)
                .bind("now", clock.instant())
                .then();
    }

    /** What is public, in rows that other questions can be asked of. */
    private Mono<Void> fill(UUID[] ids) {
        return run("delete from pathway_offering where pathway = any(:ids)", ids)
                .then(run("delete from pathway_link where pathway = any(:ids) and not draft", ids))
                .then(run("""
                        insert into pathway_offering (pathway, place, offering)
                        select p.id, part.place, part.id::uuid
                        from pathway p join pathway_version v on v.pathway = p.id and v.edition = p.edition,
                          jsonb_array_elements_text(v.content -> 'offerings') with ordinality as part (id, place)
                        where p.id = any(:ids)
                        """, ids))
                .then(run("""
                        insert into pathway_link (pathway, contained, draft)
                        select p.id, part.id::uuid, false
                        from pathway p join pathway_version v on v.pathway = p.id and v.edition = p.edition,
                          jsonb_array_elements_text(v.content -> 'pathways') as part (id)
                        where p.id = any(:ids)
                        """, ids));
    }

    private Mono<Void> run(String sql, UUID[] ids) {
        return database.sql(sql).bind("ids", ids).then();
    }

    /** Ends the public life of pathways; badges that were given stay. */
    public Mono<Void> withdraw(List<UUID> pathways) {
        return database.sql("""
                        with ending as materialized (select id from pathway where id = any(:ids) order by id for no key update)
                        update pathway w set status = 'withdrawn', updated_at = :now from ending where w.id = ending.id
                        """)
                .bind("now", clock.instant())
                .bind("ids", pathways.toArray(UUID[]::new))
                .then()
                .then(log.announce(pathways));
    }
}
