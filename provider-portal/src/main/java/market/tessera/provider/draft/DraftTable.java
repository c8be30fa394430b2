package market.tessera.provider.draft;

import static market.tessera.platform.problem.Missing.notFound;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.provider.Slugs;
import market.tessera.provider.staff.ProviderScope;
import org.springframework.r2dbc.core.DatabaseClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Where drafts of one kind stand, and who may change them: the same for offerings and pathways but for the name of their tables and how firmly a row
 * is locked.
 *
 * @param thing the table of what they are drafts of, and its column in the table of drafts
 * @param lock {@code for update}, or {@code for no key update} where others may refer to the row meanwhile
 */
public record DraftTable(DatabaseClient database, String thing, String lock) {
    private static final Duration PAUSE = Duration.ofMinutes(1);

    /**
     * A new one, under an address of its own; 404 if there is no such provider. Two may want the same address at the same moment: the one that comes
     * second chooses again.
     *
     * @param wish what it would like to be called, by the provider's own address
     */
    public Mono<Void> add(Slugs slugs, UUID id, UUID provider, Function<String, Slugs.Wish> wish) {
        return owner(provider)
                .switchIfEmpty(notFound())
                .flatMap(owner -> Mono.defer(() -> slugs.choose(thing, List.of(wish.apply(owner))))
                        .flatMap(slug -> insert(id, provider, slug.getFirst()))
                        .filter(count -> count == 1)
                        .repeatWhenEmpty(tries -> tries))
                .then();
    }

    /**
     * What was never public gets its address by what it is called by now, unless it has it already; addresses that were public last.
     *
     * @param wish as for {@link #add}
     */
    public Mono<Void> nameAnew(UUID id, UUID provider, String slug, Function<String, Slugs.Wish> wish) {
        return owner(provider).map(wish).filter(wanted -> !wanted.isMetBy(slug)).flatMap(wanted -> rename(id, wanted));
    }

    private Mono<Void> rename(UUID id, Slugs.Wish wish) {
        return database.sql("select rename_thing(cast(cast(:thing as text) as regclass), :id, :wishes)")
                .bind("thing", thing)
                .bind("id", id)
                .bind("wishes", wish.candidates().toArray(String[]::new))
                .then();
    }

    private Mono<String> owner(UUID provider) {
        return database.sql("select slug from provider where id = :provider")
                .bind("provider", provider)
                .map(row -> Columns.required(row, "slug", String.class))
                .one();
    }

    private Mono<Long> insert(UUID id, UUID provider, String slug) {
        return sql("insert into {thing} (id, provider, slug) values (:id, :provider, :slug) on conflict (slug) do nothing")
                .bind("id", id)
                .bind("provider", provider)
                .bind("slug", slug)
                .fetch()
                .rowsUpdated();
    }

    /** Nobody else changes the thing until the transaction ends; empty if there is none, or it is another provider's. */
    public Mono<UUID> lock(ProviderScope scope, UUID id) {
        return sql("select id from {thing} where id = :id and provider = any(:providers) {lock}")
                .bind("id", id)
                .bind("providers", scope.providers())
                .map(row -> Columns.required(row, "id", UUID.class))
                .one();
    }

    /** Those of a provider that are with reviewers, in the order in which they are to be locked. */
    public Flux<UUID> inReview(UUID provider) {
        return sql("""
                        select t.id from {thing}_draft d join {thing} t on t.id = d.{thing}
                        where t.provider = :provider and d.state = 'in-review' order by t.id
                        """)
                .bind("provider", provider)
                .map(row -> Columns.required(row, "id", UUID.class))
                .all();
    }

    /** Locks one that is still with reviewers. */
    public Mono<UUID> lockInReview(UUID id) {
        return sql("""
                        select t.id from {thing} t join {thing}_draft d on d.{thing} = t.id
                        where t.id = :id and d.state = 'in-review' {lock} of t
                        """)
                .bind("id", id)
                .map(row -> Columns.required(row, "id", UUID.class))
                .one();
    }

    /** Those whose time to be published has come, but for those that were tried in vain a moment ago. */
    public Flux<UUID> due(Instant now) {
        return sql("""
                        select {thing} as id from {thing}_draft
                        where state = 'scheduled' and publish_at <= :now and (tried_at is null or tried_at < :before)
                        order by publish_at, {thing} limit 100
                        """)
                .bind("now", now)
                .bind("before", now.minus(PAUSE))
                .map(row -> Columns.required(row, "id", UUID.class))
                .all();
    }

    /** Locks one that is still due, unless another instance is at it. */
    public Mono<UUID> lockDue(UUID id, Instant now) {
        return sql("""
                        select t.id from {thing} t join {thing}_draft d on d.{thing} = t.id
                        where t.id = :id and d.state = 'scheduled' and d.publish_at <= :now {lock} of t skip locked
                        """)
                .bind("id", id)
                .bind("now", now)
                .map(row -> Columns.required(row, "id", UUID.class))
                .one();
    }

    public Mono<Void> tried(UUID id, Instant now) {
        return sql("update {thing}_draft set tried_at = :now where {thing} = :id")
                .bind("now", now)
                .bind("id", id)
                .then();
    }

    public Mono<Void> discard(UUID id) {
        return sql("delete from {thing}_draft where {thing} = :id")
                .bind("id", id)
                .then();
    }

    private DatabaseClient.GenericExecuteSpec sql(String text) {
        return database.sql(text.replace("{thing}", thing).replace("{lock}", lock));
    }
}
