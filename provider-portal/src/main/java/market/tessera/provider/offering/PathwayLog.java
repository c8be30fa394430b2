package market.tessera.provider.offering;

import io.r2dbc.spi.Readable;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.platform.eventlog.Event;
import market.tessera.platform.eventlog.EventLog;
import market.tessera.provider.offering.PathwaySnapshot.ProviderName;
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

    public Mono<Void> announce(Collection<UUID> pathways) {
        if (pathways.isEmpty()) {
            return Mono.empty();
        }
        return database.sql("""
                        with told as (
                          update pathway w set log_version = w.log_version + 1
                          from provider p
                          where w.id = any(:ids) and p.id = w.provider and (p.verified_at is not null or w.log_version > 0)
                          returning w.*, p.slug as provider_slug, p.name as provider_name, p.verified_at is not null as verified)
                        select told.*,
                          array(select offering from pathway_offering m where m.pathway = told.id order by place) as offerings
                        from told order by told.id
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
        var snapshot = new PathwaySnapshot(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "slug", String.class),
                status,
                new ProviderName(
                        Columns.required(row, "provider", UUID.class),
                        Columns.required(row, "provider_slug", String.class),
                        Columns.required(row, "provider_name", String.class)),
                Columns.required(row, "title", String.class),
                row.get("summary", String.class),
                Columns.json(row, "rule", PathwayRule.class),
                List.of(Columns.required(row, "offerings", UUID[].class)),
                Columns.jsonOrNull(row, "award", PathwayTerms.Award.class));
        return new Event(
                "pathway." + status,
                snapshot.id().toString(),
                Columns.required(row, "log_version", Long.class),
                snapshot);
    }
}
