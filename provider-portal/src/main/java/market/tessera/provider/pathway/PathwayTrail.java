package market.tessera.provider.pathway;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import market.tessera.provider.pathwayedition.PathwayContent;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.review.Action;
import market.tessera.provider.staff.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What happened to pathways, for ever. */
@Repository
public class PathwayTrail {
    private final DatabaseClient database;
    private final Clock clock;

    PathwayTrail(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param actor id of the person or the key; null for the schedule
     * @param inPlaceOf for whom, where a deputy did it
     * @param edition the version that came of it
     * @param content what the pathway said at that moment
     */
    public record Entry(
            Instant at,
            @Nullable UUID actor,
            @Nullable String name,
            @Nullable String inPlaceOf,
            Action action,
            @Nullable Integer edition,
            @Nullable String why,
            PathwayContent content) {}

    Mono<Void> record(PathwayWork work, @Nullable Actor who, Action action, @Nullable String why) {
        return record(work.id(), who, action, null, why, work.content());
    }

    Mono<Void> record(
            UUID pathway,
            @Nullable Actor who,
            Action action,
            @Nullable Integer edition,
            @Nullable String why,
            PathwayContent content) {
        return database.sql("""
                        insert into pathway_event (pathway, at, actor, name, in_place_of, action, edition, why, content)
                        values (:pathway, :at, :actor, :name, :inPlaceOf, :action, :edition, :why, :content::jsonb)
                        """)
                .bind("pathway", pathway)
                .bind("at", clock.instant())
                .bind("actor", Columns.orNull(who == null ? null : who.id(), UUID.class))
                .bind("name", Columns.orNull(who == null ? null : who.name(), String.class))
                .bind("inPlaceOf", Columns.orNull(who == null ? null : who.inPlaceOf(), String.class))
                .bind("action", action.name())
                .bind("edition", Columns.orNull(edition, Integer.class))
                .bind("why", Columns.orNull(why, String.class))
                .bind("content", CatalogueFormat.JSON.writeValueAsString(content))
                .then();
    }

    /** The oldest first. */
    public Flux<Entry> of(UUID pathway) {
        return database.sql("select * from pathway_event where pathway = :pathway order by id")
                .bind("pathway", pathway)
                .map(PathwayTrail::entry)
                .all();
    }

    /** What the draft under work said when changes were last asked for; empty if they never were. */
    public Mono<PathwayContent> whenChangesWereRequested(UUID pathway) {
        return database.sql("""
                        select content from pathway_event
                        where pathway = :pathway and action = 'CHANGES_REQUESTED' and id > coalesce(
                          (select max(id) from pathway_event where pathway = :pathway and action in ('PUBLISHED', 'DISCARDED')), 0)
                        order by id desc limit 1
                        """)
                .bind("pathway", pathway)
                .map(row -> Columns.json(row, "content", PathwayContent.class))
                .one();
    }

    private static Entry entry(Readable row) {
        return new Entry(
                Columns.required(row, "at", Instant.class),
                row.get("actor", UUID.class),
                row.get("name", String.class),
                row.get("in_place_of", String.class),
                Action.valueOf(Columns.required(row, "action", String.class)),
                row.get("edition", Integer.class),
                row.get("why", String.class),
                Columns.json(row, "content", PathwayContent.class));
    }
}
