package market.tessera.provider.draft;

import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import market.tessera.provider.offering.Elements;
import market.tessera.provider.offering.Provenance;
import market.tessera.provider.offering.WorkflowState;
import market.tessera.provider.provider.CatalogueFormat;
import market.tessera.provider.provider.Columns;
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
    private static final Duration PAUSE = Duration.ofMinutes(1);
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
    private final Clock clock;

    Drafts(DatabaseClient database, Clock clock) {
        this.database = database;
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
        return database.sql("select id from offering where id = :id and provider = any(:providers) for update")
                .bind("id", offering)
                .bind("providers", scope.providers())
                .fetch()
                .one()
                .flatMap(_ -> find(scope, offering));
    }

    /** A provider's offerings whose drafts are with reviewers, in the order in which they are to be locked. */
    public Flux<UUID> inReview(UUID provider) {
        return database.sql("""
                        select d.offering from offering_draft d join offering o on o.id = d.offering
                        where o.provider = :provider and d.state = 'in-review' order by d.offering
                        """)
                .bind("provider", provider)
                .map(row -> Columns.required(row, "offering", UUID.class))
                .all();
    }

    /** Locks an offering whose draft is still with reviewers. */
    public Mono<Work> lockInReview(UUID offering) {
        return database.sql("""
                        select o.id from offering o join offering_draft d on d.offering = o.id
                        where o.id = :id and d.state = 'in-review' for update of o
                        """)
                .bind("id", offering)
                .map(row -> Columns.required(row, "id", UUID.class))
                .one()
                .flatMap(this::find)
                .filter(work -> work.state() == WorkflowState.IN_REVIEW);
    }

    /** Offerings whose time to be published has come, but for those that were tried in vain a moment ago. */
    public Flux<UUID> due(Instant now) {
        return database.sql("""
                        select offering from offering_draft
                        where state = 'scheduled' and publish_at <= :now and (tried_at is null or tried_at < :before)
                        order by publish_at, offering limit 100
                        """)
                .bind("now", now)
                .bind("before", now.minus(PAUSE))
                .map(row -> Columns.required(row, "offering", UUID.class))
                .all();
    }

    /** Locks an offering that is still due, unless another instance is at it. */
    public Mono<Work> lockDue(UUID offering, Instant now) {
        return database.sql("""
                        select o.id from offering o join offering_draft d on d.offering = o.id
                        where o.id = :id and d.state = 'scheduled' and d.publish_at <= :now for update of o skip locked
                        """)
                .bind("id", offering)
                .bind("now", now)
                .map(row -> Columns.required(row, "id", UUID.class))
                .one()
                .flatMap(this::find);
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
        return database.sql("update offering_draft set tried_at = :now where offering = :id")
                .bind("now", now)
                .bind("id", offering)
                .then();
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
        return database.sql("delete from offering_draft where offering = :offering")
                .bind("offering", offering)
                .then();
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
