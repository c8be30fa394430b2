package market.tessera.provider.draft;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.Provenance;
import market.tessera.provider.offering.WorkflowState;
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
import tools.jackson.core.type.TypeReference;

/** Offerings under work. */
@Repository
public class Drafts {
    private static final TypeReference<Map<String, Provenance>> PROVENANCE = new TypeReference<>() {};
    private static final String FIND = """
            select o.*, p.name as provider_name, v.elements as published_elements,
              d.elements, d.provenance, d.state, d.based_on, d.publish_at, d.author, d.revision, d.updated_at as draft_updated_at,
              %s
            from offering o join provider p on p.id = o.provider
            left join offering_version v on v.offering = o.id and v.edition = o.edition
            left join offering_draft d on d.offering = o.id
            left join draft_review r on r.subject = o.id
            """.formatted(Review.columns("o.id"));

    private final DatabaseClient database;
    private final DraftTable table;
    private final Slugs slugs;
    private final Clock clock;

    Drafts(DatabaseClient database, Slugs slugs, Clock clock) {
        this.database = database;
        this.slugs = slugs;
        this.table = new DraftTable(database, "offering", "for update");
        this.clock = clock;
    }

    /** Empty if there is no such offering, or it is another provider's. */
    public Mono<Work> find(ProviderScope scope, UUID offering) {
        return database.sql(FIND + "where o.id = :id and o.provider = any(:providers)")
                .bind("id", offering)
                .bind("providers", scope.providers())
                .map(Drafts::work)
                .one();
    }

    /** As {@link #find}, and nobody else changes the offering until the transaction ends. */
    public Mono<Work> lock(ProviderScope scope, UUID offering) {
        return table.lock(scope, offering).flatMap(_ -> find(scope, offering));
    }

    /** A provider's offerings whose drafts are with reviewers, in the order in which they are to be locked. */
    public Flux<UUID> inReview(UUID provider) {
        return table.inReview(provider);
    }

    /** Locks an offering whose draft is still with reviewers. */
    public Mono<Work> lockInReview(UUID offering) {
        return table.lockInReview(offering).flatMap(this::find).filter(work -> work.state() == WorkflowState.IN_REVIEW);
    }

    /** Offerings whose time to be published has come, but for those that were tried in vain a moment ago. */
    public Flux<UUID> due(Instant now) {
        return table.due(now);
    }

    /** Locks an offering that is still due, unless another instance is at it. */
    public Mono<Work> lockDue(UUID offering, Instant now) {
        return table.lockDue(offering, now).flatMap(this::find);
    }

    /** An offering whose end has come. */
    public record Retiring(Work work, String why) {}

    /** Locks an offering that is to be retired, unless another instance is at it. */
    public Mono<Retiring> lockRetiring(UUID offering) {
        return database.sql("""
                        select o.id, r.why from offering o join retirement r on r.offering = o.id
                        where o.id = :id and o.status = 'published' and r.done_at is null for update of o skip locked
                        """)
                .bind("id", offering)
                .map(row -> Columns.required(row, "why", String.class))
                .one()
                .flatMap(why -> find(offering).map(work -> new Retiring(work, why)));
    }

    public Mono<Work> find(UUID offering) {
        return database.sql(FIND + "where o.id = :id")
                .bind("id", offering)
                .map(Drafts::work)
                .one();
    }

    public Mono<Void> tried(UUID offering, Instant now) {
        return table.tried(offering, now);
    }

    /** A new offering, which says nothing yet. */
    Mono<Void> add(UUID offering, UUID provider, String title) {
        return table.add(slugs, offering, provider, owner -> wish(title, owner));
    }

    /** Before its first edition. What files bring keeps the name that they gave it. */
    public Mono<Void> nameAnew(Work work) {
        return work.offering().edition() != null || work.offering().source() != null
                ? Mono.empty()
                : table.nameAnew(
                        work.id(),
                        work.provider(),
                        work.offering().slug(),
                        owner -> wish(work.elements().title(), owner));
    }

    private static Slugs.Wish wish(String title, String owner) {
        return Slugs.Wish.of(Slugs.from(title), owner);
    }

    public Mono<Void> begin(
            UUID offering,
            Elements elements,
            Map<String, Provenance> provenance,
            @Nullable Integer basedOn,
            UUID author) {
        var insert = database.sql("""
                        insert into offering_draft (offering, elements, provenance, based_on, author, created_at, updated_at)
                        values (:offering, :elements::jsonb, :provenance::jsonb, :basedOn, :author, :now, :now)
                        on conflict do nothing
                        """)
                .bind("offering", offering)
                .bind("elements", json(elements))
                .bind("provenance", json(provenance))
                .bind("author", author)
                .bind("now", clock.instant());
        insert = basedOn == null ? insert.bindNull("basedOn", Integer.class) : insert.bind("basedOn", basedOn);
        return insert.then();
    }

    Mono<Void> write(UUID offering, Elements elements, Map<String, Provenance> provenance) {
        return database.sql("""
                        update offering_draft set elements = :elements::jsonb, provenance = :provenance::jsonb,
                          revision = revision + 1, updated_at = :now
                        where offering = :offering
                        """)
                .bind("offering", offering)
                .bind("elements", json(elements))
                .bind("provenance", json(provenance))
                .bind("now", clock.instant())
                .then();
    }

    /** As {@link #write}, of what is a change of that edition from now on. */
    Mono<Void> catchUp(UUID offering, Elements elements, Map<String, Provenance> provenance, int edition) {
        return write(offering, elements, provenance)
                .then(database.sql("update offering_draft set based_on = :edition where offering = :offering")
                        .bind("edition", edition)
                        .bind("offering", offering)
                        .then());
    }

    /** What an edition says, and where that comes from. */
    record Version(Elements elements, Map<String, Provenance> provenance) {}

    Mono<Version> version(UUID offering, int edition) {
        return database.sql(
                        "select elements, provenance from offering_version where offering = :offering and edition = :edition")
                .bind("offering", offering)
                .bind("edition", edition)
                .map(row -> new Version(
                        Columns.json(row, "elements", Elements.class), Columns.json(row, "provenance", PROVENANCE)))
                .one();
    }

    public Mono<Void> move(UUID offering, WorkflowState state, @Nullable Instant publishAt) {
        var update = database.sql("""
                        update offering_draft set state = :state, publish_at = :publishAt, revision = revision + 1, updated_at = :now
                        where offering = :offering
                        """)
                .bind("offering", offering)
                .bind("state", state.code())
                .bind("now", clock.instant());
        update = publishAt == null ? update.bindNull("publishAt", Instant.class) : update.bind("publishAt", publishAt);
        return update.then();
    }

    Mono<Void> discard(UUID offering) {
        return table.discard(offering);
    }

    private static Work work(Readable row) {
        return new Work(
                new Offering(
                        Columns.required(row, "id", UUID.class),
                        Columns.required(row, "provider", UUID.class),
                        Columns.required(row, "slug", String.class),
                        Offering.Status.valueOf(
                                Columns.required(row, "status", String.class).toUpperCase(java.util.Locale.ROOT)),
                        row.get("edition", Integer.class),
                        row.get("source", String.class),
                        row.get("external_id", String.class),
                        row.get("published_at", Instant.class),
                        Columns.required(row, "updated_at", Instant.class)),
                Columns.required(row, "provider_name", String.class),
                Columns.jsonOrNull(row, "published_elements", Elements.class),
                draft(row),
                Review.read(row));
    }

    private static @Nullable OfferingDraft draft(Readable row) {
        var state = row.get("state", String.class);
        return state == null
                ? null
                : new OfferingDraft(
                        Columns.required(row, "id", UUID.class),
                        Columns.json(row, "elements", Elements.class),
                        Columns.json(row, "provenance", PROVENANCE),
                        WorkflowState.of(state),
                        row.get("based_on", Integer.class),
                        row.get("publish_at", Instant.class),
                        Columns.required(row, "author", UUID.class),
                        Columns.required(row, "revision", Long.class),
                        Columns.required(row, "draft_updated_at", Instant.class));
    }

    private static String json(Object value) {
        return CatalogueFormat.JSON.writeValueAsString(value);
    }
}
