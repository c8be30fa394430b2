package market.tessera.provider.pathway;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import market.tessera.provider.governance.History.Action;
import market.tessera.provider.offering.PathwayContent;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What happened to pathways, for ever. */
@Repository
class PathwayTrail {
    private final DatabaseClient database;
    private final Clock clock;

    PathwayTrail(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param actor id of the person or the key
     * @param edition the version that came of it
     * @param content what the pathway said at that moment
     */
    record Entry(
            Instant at,
            UUID actor,
            String name,
            Action action,
            @Nullable Integer edition,
            @Nullable String why,
            PathwayContent content) {}

    Mono<Void> record(PathwayWork work, Actor who, Action action, @Nullable String why) {
        return record(work.id(), who, action, null, why, work.content());
    }

    Mono<Void> record(
            UUID pathway,
            Actor who,
            Action action,
            @Nullable Integer edition,
            @Nullable String why,
            PathwayContent content) {
        return database.sql("""
                        insert into pathway_event (pathway, at, actor, name, action, edition, why, content)
                        values (:pathway, :at, :actor, :name, :action, :edition, :why, :content::jsonb)
                        """)
                .bind("pathway", pathway)
                .bind("at", clock.instant())
                .bind("actor", who.id())
                .bind("name", who.name())
                .bind("action", action.name())
                .bind("edition", Columns.orNull(edition, Integer.class))
                .bind("why", Columns.orNull(why, String.class))
                .bind("content", CatalogueFormat.JSON.writeValueAsString(content))
                .then();
    }

    /** The oldest first. */
    Flux<Entry> of(UUID pathway) {
        return database.sql("select * from pathway_event where pathway = :pathway order by id")
                .bind("pathway", pathway)
                .map(PathwayTrail::entry)
                .all();
    }

    private static Entry entry(Readable row) {
        return new Entry(
                Columns.required(row, "at", Instant.class),
                Columns.required(row, "actor", UUID.class),
                Columns.required(row, "name", String.class),
                Action.valueOf(Columns.required(row, "action", String.class)),
                row.get("edition", Integer.class),
                row.get("why", String.class),
                Columns.json(row, "content", PathwayContent.class));
    }
}
