package market.tessera.provider.draft;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.elements.Change;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.review.Action;
import market.tessera.provider.staff.Actor;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.r2dbc.core.DatabaseClient.GenericExecuteSpec;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What happened to offerings, for ever. */
@Repository
public class History {
    private final DatabaseClient database;
    private final Clock clock;

    History(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param name who did it; null for the schedule
     * @param inPlaceOf for whom, where a deputy did it
     * @param edition the version that came of it
     * @param changes to the elements since what happened before
     */
    public record Entry(
            Instant at,
            @Nullable String name,
            @Nullable String inPlaceOf,
            Action action,
            @Nullable Integer edition,
            @Nullable String why,
            List<Change> changes) {}

    /** @param who null for the schedule */
    public Mono<Void> record(
            UUID offering,
            @Nullable Actor who,
            Action action,
            @Nullable Integer edition,
            @Nullable String why,
            Elements elements) {
        var insert = database.sql("""
                        insert into governance_event (offering, at, actor, name, in_place_of, action, edition, why, elements)
                        values (:offering, :at, :actor, :name, :inPlaceOf, :action, :edition, :why, :elements::jsonb)
                        """)
                .bind("offering", offering)
                .bind("at", clock.instant())
                .bind("action", action.name())
                .bind("elements", CatalogueFormat.JSON.writeValueAsString(elements));
        insert = bind(insert, "actor", UUID.class, who == null ? null : who.id());
        insert = bind(insert, "name", String.class, who == null ? null : who.name());
        insert = bind(insert, "inPlaceOf", String.class, who == null ? null : who.inPlaceOf());
        insert = bind(insert, "edition", Integer.class, edition);
        return bind(insert, "why", String.class, why).then();
    }

    /** The newest first. */
    public Flux<Entry> of(ProviderScope scope, UUID offering) {
        return database.sql("""
                        select e.*, lag(e.elements) over (partition by e.action = 'INTAKES_CHANGED' order by e.id) as elements_before
                        from governance_event e join offering o on o.id = e.offering
                        where e.offering = :offering and o.provider = any(:providers)
                        order by e.id desc
                        """)
                .bind("offering", offering)
                .bind("providers", scope.providers())
                .map(History::entry)
                .all();
    }

    /** What the draft under work said when changes were last asked for; empty if they never were. */
    public Mono<Elements> whenChangesWereRequested(UUID offering) {
        return database.sql("""
                        select elements from governance_event
                        where offering = :offering and action = 'CHANGES_REQUESTED' and id > coalesce(
                          (select max(id) from governance_event where offering = :offering and action in ('PUBLISHED', 'CORRECTED', 'DISCARDED')), 0)
                        order by id desc limit 1
                        """)
                .bind("offering", offering)
                .map(row -> Columns.json(row, "elements", Elements.class))
                .one();
    }

    /** The newest edition that was not only corrected, or of which somebody has said that all of it holds. */
    public Mono<Elements> lastLookedThrough(UUID offering) {
        return database.sql("""
                        select v.elements from offering_version v
                        where v.offering = :offering
                          and (exists (select from governance_event e
                              where e.offering = v.offering and e.edition = v.edition and e.action = 'REVIEWED')
                            or not exists (select from governance_event e
                              where e.offering = v.offering and e.edition = v.edition and e.action = 'CORRECTED'))
                        order by v.edition desc limit 1
                        """)
                .bind("offering", offering)
                .map(row -> Columns.json(row, "elements", Elements.class))
                .one();
    }

    /**
     * Something that happened, for the audit.
     *
     * @param actor id of the person or the key; null for the schedule
     */
    public record Audited(
            UUID offering, String title, @Nullable UUID actor, Entry entry) {}

    /** Everything that ever happened at a provider, the oldest first, or to one of its offerings. */
    public Flux<Audited> audit(UUID provider, @Nullable UUID offering) {
        return database.sql("""
                        select e.*, lag(e.elements) over (
                            partition by e.offering, e.action = 'INTAKES_CHANGED' order by e.id) as elements_before,
                          e.elements ->> 'title' as title
                        from governance_event e join offering o on o.id = e.offering
                        where o.provider = :provider and (:offering::uuid is null or e.offering = :offering)
                        order by e.id
                        """)
                .bind("provider", provider)
                .bind("offering", Columns.orNull(offering, UUID.class))
                .map(row -> new Audited(
                        Columns.required(row, "offering", UUID.class),
                        Columns.required(row, "title", String.class),
                        row.get("actor", UUID.class),
                        entry(row)))
                .all();
    }

    private static Entry entry(Readable row) {
        return new Entry(
                Columns.required(row, "at", Instant.class),
                row.get("name", String.class),
                row.get("in_place_of", String.class),
                Action.valueOf(Columns.required(row, "action", String.class)),
                row.get("edition", Integer.class),
                row.get("why", String.class),
                Change.between(
                        Columns.jsonOrNull(row, "elements_before", Elements.class),
                        Columns.json(row, "elements", Elements.class)));
    }

    private static <T> GenericExecuteSpec bind(GenericExecuteSpec spec, String name, Class<T> type, @Nullable T value) {
        return value == null ? spec.bindNull(name, type) : spec.bind(name, value);
    }
}
