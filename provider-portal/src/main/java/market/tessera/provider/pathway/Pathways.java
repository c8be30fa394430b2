package market.tessera.provider.pathway;

import static market.tessera.platform.problem.Missing.notFound;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import market.tessera.provider.draft.DraftTable;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.pathwayedition.PathwayContent;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.provider.Slugs;
import market.tessera.provider.review.Review;
import market.tessera.provider.staff.ProviderScope;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Pathways and their drafts. */
@Repository
public class Pathways {
    private static final String FIND = """
            select w.*, p.name as provider_name, v.content as published_content,
              d.content, d.state, d.based_on, d.publish_at, d.scheduled_by, d.revision, %s
            from pathway w join provider p on p.id = w.provider
            left join pathway_version v on v.pathway = w.id and v.edition = w.edition
            left join pathway_draft d on d.pathway = w.id
            left join draft_review r on r.subject = w.id
            """.formatted(Review.columns("w.id"));

    private final DatabaseClient database;
    private final DraftTable table;
    private final Slugs slugs;
    private final Clock clock;

    /** Another pathway that takes one in as a part does not wait for its lock, or two that take in each other would wait for ever. */
    Pathways(DatabaseClient database, Slugs slugs, Clock clock) {
        this.database = database;
        this.slugs = slugs;
        this.table = new DraftTable(database, "pathway", "for no key update");
        this.clock = clock;
    }

    /** Empty if there is no such pathway, or it is another provider's. */
    public Mono<PathwayWork> find(ProviderScope scope, UUID pathway) {
        return database.sql(FIND + "where w.id = :id and w.provider = any(:providers)")
                .bind("id", pathway)
                .bind("providers", scope.providers())
                .map(Pathways::work)
                .one();
    }

    Mono<PathwayWork> find(UUID pathway) {
        return database.sql(FIND + "where w.id = :id")
                .bind("id", pathway)
                .map(Pathways::work)
                .one();
    }

    /** As {@link #find}, and nobody else changes the pathway until the transaction ends; 404 if there is none. */
    Mono<PathwayWork> lock(ProviderScope scope, UUID pathway) {
        return table.lock(scope, pathway).flatMap(_ -> find(scope, pathway)).switchIfEmpty(notFound());
    }

    /** A provider's pathways whose drafts are with reviewers, in the order in which they are to be locked. */
    Flux<UUID> inReview(UUID provider) {
        return table.inReview(provider);
    }

    /** Locks a pathway whose draft is still with reviewers. */
    Mono<PathwayWork> lockInReview(UUID pathway) {
        return table.lockInReview(pathway).flatMap(this::find).filter(work -> work.state() == WorkflowState.IN_REVIEW);
    }

    /** Pathways whose time to be published has come, but for those that were tried in vain a moment ago. */
    Flux<UUID> due(Instant now) {
        return table.due(now);
    }

    /** Locks a pathway that is still due, unless another instance is at it. */
    Mono<PathwayWork> lockDue(UUID pathway, Instant now) {
        return table.lockDue(pathway, now).flatMap(this::find);
    }

    Mono<Void> tried(UUID pathway, Instant now) {
        return table.tried(pathway, now);
    }

    /** Nobody else changes which of a provider's pathways contains which until the transaction ends. */
    Mono<Void> lockLinks(UUID provider) {
        return database.sql("select lock_pathway_links(:provider)")
                .bind("provider", provider)
                .then();
    }

    /** Those among them that contain the pathway, over however many steps, in what is public or in a draft; or are it. */
    Flux<UUID> containing(UUID pathway, List<UUID> among) {
        return database.sql("""
                        with recursive below (part, pathway) as (
                          select part, part from unnest(:among) as part
                          union
                          select b.part, l.contained from below b join pathway_link l on l.pathway = b.pathway)
                        select distinct part from below where pathway = :pathway
                        """)
                .bind("among", among.toArray(UUID[]::new))
                .bind("pathway", pathway)
                .map(row -> Columns.required(row, "part", UUID.class))
                .all();
    }

    /** A new pathway, which says nothing yet. */
    Mono<Void> add(UUID pathway, UUID provider, String title) {
        return table.add(slugs, pathway, provider, owner -> wish(title, owner, pathway));
    }

    /** Before its first edition. */
    Mono<Void> nameAnew(PathwayWork work) {
        return work.edition() != null
                ? Mono.empty()
                : table.nameAnew(
                        work.id(),
                        work.provider(),
                        work.slug(),
                        owner -> wish(work.content().terms().title(), owner, work.id()));
    }

    private static Slugs.Wish wish(String title, String owner, UUID pathway) {
        return Slugs.Wish.of(Slugs.join(Slugs.from(title), owner), pathway.toString());
    }

    Mono<Void> begin(UUID pathway, PathwayContent content, @Nullable Integer basedOn) {
        return database.sql("""
                        insert into pathway_draft (pathway, content, based_on, created_at, updated_at)
                        values (:pathway, :content::jsonb, :basedOn, :now, :now)
                        """)
                .bind("pathway", pathway)
                .bind("content", CatalogueFormat.JSON.writeValueAsString(content))
                .bind("basedOn", Columns.orNull(basedOn, Integer.class))
                .bind("now", clock.instant())
                .then()
                .then(link(pathway, content.pathways()));
    }

    Mono<Void> write(UUID pathway, PathwayContent content) {
        return database.sql("""
                        update pathway_draft set content = :content::jsonb, revision = revision + 1, updated_at = :now
                        where pathway = :pathway
                        """)
                .bind("pathway", pathway)
                .bind("content", CatalogueFormat.JSON.writeValueAsString(content))
                .bind("now", clock.instant())
                .then()
                .then(link(pathway, content.pathways()));
    }

    private Mono<Void> link(UUID pathway, List<UUID> contained) {
        return database.sql("delete from pathway_link where pathway = :pathway and draft")
                .bind("pathway", pathway)
                .then()
                .then(database.sql("""
                                insert into pathway_link (pathway, contained, draft) select :pathway, contained, true
                                from unnest(:contained) as contained
                                """)
                        .bind("pathway", pathway)
                        .bind("contained", contained.toArray(UUID[]::new))
                        .then());
    }

    Mono<Void> move(UUID pathway, WorkflowState state) {
        return move(pathway, state, null, null);
    }

    /** @param by who has chosen the time */
    Mono<Void> schedule(UUID pathway, Instant when, UUID by) {
        return move(pathway, WorkflowState.SCHEDULED, when, by);
    }

    private Mono<Void> move(UUID pathway, WorkflowState state, @Nullable Instant publishAt, @Nullable UUID by) {
        return database.sql("""
                        update pathway_draft set state = :state, publish_at = :publishAt, scheduled_by = :by,
                          revision = revision + 1, updated_at = :now
                        where pathway = :pathway
                        """)
                .bind("pathway", pathway)
                .bind("state", state.code())
                .bind("publishAt", Columns.orNull(publishAt, Instant.class))
                .bind("by", Columns.orNull(by, UUID.class))
                .bind("now", clock.instant())
                .then();
    }

    /** The draft is no more: it was published, or given up. */
    Mono<Void> forget(UUID pathway) {
        return link(pathway, List.of()).then(table.discard(pathway));
    }

    private static PathwayWork work(Readable row) {
        return new PathwayWork(
                Columns.required(row, "id", UUID.class),
                Columns.required(row, "provider", UUID.class),
                Columns.required(row, "provider_name", String.class),
                Columns.required(row, "slug", String.class),
                Columns.required(row, "status", String.class).equals("published"),
                row.get("edition", Integer.class),
                row.get("published_at", Instant.class),
                Columns.jsonOrNull(row, "published_content", PathwayContent.class),
                draft(row),
                Review.read(row));
    }

    private static PathwayWork.@Nullable Draft draft(Readable row) {
        var state = row.get("state", String.class);
        return state == null
                ? null
                : new PathwayWork.Draft(
                        Columns.json(row, "content", PathwayContent.class),
                        WorkflowState.of(state),
                        row.get("based_on", Integer.class),
                        row.get("publish_at", Instant.class),
                        row.get("scheduled_by", UUID.class),
                        Columns.required(row, "revision", Long.class));
    }
}
