package market.tessera.provider.pathwayedition;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.UUID;
import market.tessera.platform.eventlog.Event;
import market.tessera.platform.eventlog.EventLog;
import market.tessera.provider.pathwayedition.PathwaySnapshot.ProviderName;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the catalog log what pathways have become. To be called in the transaction of the change; silent for providers that are not verified. */
@Component
public class PathwayLog {
    private final DatabaseClient database;
    private final EventLog log;

    PathwayLog(DatabaseClient database, EventLog log) {
        this.database = database;
        this.log = log;
    }

    /** Whether the provider is verified does not change until the transaction ends: what is told here is taken back by whoever suspends it. */
    public Mono<Void> announce(Collection<UUID> pathways) {
        if (pathways.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        with named as materialized (select id, provider from pathway where id = any(:ids)),
                        p as materialized (select * from provider where id in (select provider from named) order by id for share),
                        told as (
                          update pathway w set log_version = w.log_version + 1
                          from named join p on p.id = named.provider
                          where w.id = named.id and w.status <> 'draft'
                            and (p.verified_at is not null or w.log_version > 0)
                          returning w.*, p.slug as provider_slug, p.name as provider_name, p.verified_at is not null as verified)
                        select told.*, v.content
                        from told join pathway_version v on v.pathway = told.id and v.edition = told.edition
                        order by told.id
                        """)
                .bind("ids", pathways.toArray(UUID[]::new))
                .map(PathwayLog::event)
                .all()
                .collectList()
                .flatMap(log::append);
    }

    private static Event event(Readable row) {
        var status = Columns.required(row, "verified", Boolean.class)
                ? Columns.required(row, "status", String.class)
                : "withdrawn";
        var content = Columns.json(row, "content", PathwayContent.class);
        var snapshot = new PathwaySnapshot(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "slug", String.class),
                status,
                Columns.required(row, "edition", Integer.class),
                new ProviderName(
                        Columns.required(row, "provider", UUID.class),
                        Columns.required(row, "provider_slug", String.class),
                        Columns.required(row, "provider_name", String.class)),
                content.terms(),
                content.offerings(),
                content.pathways());
        return new Event(
                "pathway." + status,
                snapshot.id().toString(),
                Columns.required(row, "log_version", Long.class),
                snapshot);
    }
}
