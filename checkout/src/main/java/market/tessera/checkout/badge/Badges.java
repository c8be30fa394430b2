package market.tessera.checkout.badge;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import market.tessera.checkout.badge.Badge.Merit;
import market.tessera.checkout.badge.ShowBadge.Marked;
import market.tessera.platform.identity.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every badge ever issued. */
@Repository
public class Badges {
    private static final UUID NOBODY = new UUID(0, 0);
    private static final String SELECT = "select " + BadgeRows.COLUMNS + "from badge ";

    /** By index, where {@link BadgeRows#OWN} would look at every badge. */
    private static final String OWNED = """
            select badge.id from badge join enrollment on enrollment.id = badge.enrollment where enrollment.learner = :learner
            union all select badge.id from badge where badge.learner = :learner
            """;

    private final DatabaseClient database;

    Badges(DatabaseClient database) {
        this.database = database;
    }

    /** The badge, if it is shown to everyone. */
    public Mono<Badge> find(UUID id) {
        return find(id, null);
    }

    /** The badge, if it is shown to everyone or is the viewer's own. */
    public Mono<Badge> find(UUID id, @Nullable Person viewer) {
        return database.sql(SELECT + "where id = :id and (hidden_at is null or " + BadgeRows.OWN + ")")
                .bind("id", id)
                .bind("learner", viewer == null ? NOBODY : viewer.id())
                .map(BadgeRows::read)
                .one();
    }

    /**
     * Those of a learner that are not revoked, oldest first; the newest so many.
     *
     * @param shown whether those are left out that the learner shows to nobody
     */
    public Flux<Badge> inForceOf(UUID learner, boolean shown, int most) {
        return database.sql("select * from (" + SELECT + "where id in (" + OWNED + """
                        ) and revoked_at is null and not (:shown and hidden_at is not null)
                        order by issued_at desc, id limit :most) as badge order by issued_at, id
                        """)
                .bind("learner", learner)
                .bind("shown", shown)
                .bind("most", most)
                .map(BadgeRows::read)
                .all();
    }

    /** The badge, whoever sees it: for what its learner has asked for. */
    public Mono<Badge> findAny(UUID id) {
        return database.sql(SELECT + "where id = :id")
                .bind("id", id)
                .map(BadgeRows::read)
                .one();
    }

    /** Whether there is such a badge, and its learner does not show it. */
    public Mono<Boolean> isHidden(UUID id) {
        return database.sql("select exists (select from badge where id = :id and hidden_at is not null)")
                .bind("id", id)
                .mapValue(Boolean.class)
                .one();
    }

    public Mono<Boolean> isOf(UUID id, UUID learner) {
        return database.sql("select exists (select from badge where id = :id and " + BadgeRows.OWN + ")")
                .bind("id", id)
                .bind("learner", learner)
                .mapValue(Boolean.class)
                .one();
    }

    /** Those of a learner that are shown to nobody else, or were revoked. */
    Flux<Marked> markedOf(UUID learner) {
        return database.sql("""
                        select id, hidden_at is not null as hidden, revoked_at is not null as revoked from badge
                        where (hidden_at is not null or revoked_at is not null) and id in (%s)
                        """.formatted(OWNED))
                .bind("learner", learner)
                .mapProperties(Marked.class)
                .all();
    }

    /** False if the learner has no such badge. Hiding again keeps the first moment. */
    Mono<Boolean> show(UUID id, UUID learner, boolean shown, Instant now) {
        return database.sql("""
                        update badge set hidden_at = case when :shown then null else coalesce(hidden_at, :now) end
                        where id = :id and
                        """ + BadgeRows.OWN)
                .bind("shown", shown)
                .bind("now", now)
                .bind("id", id)
                .bind("learner", learner)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** The badge of a pathway that the learner has and that is not revoked. */
    public Mono<Badge> inForce(UUID pathway, UUID learner) {
        return database.sql(SELECT + "where pathway = :pathway and learner = :learner and revoked_at is null")
                .bind("pathway", pathway)
                .bind("learner", learner)
                .map(BadgeRows::read)
                .one();
    }

    /** Those of these enrollments that are not revoked. */
    Flux<UUID> inForce(Collection<UUID> enrollments) {
        return database.sql("select id from badge where enrollment = any(:enrollments) and revoked_at is null")
                .bind("enrollments", enrollments.toArray(UUID[]::new))
                .mapValue(UUID.class)
                .all();
    }

    /** Keeps badges of courses. Emits the ids of those that are kept: there was none yet of their enrollments for these revisions of their completions. */
    Flux<UUID> addAll(List<Draft> drafts) {
        var badges = drafts.stream().map(Draft::badge).toList();
        return database.sql("""
                        insert into badge (id, enrollment, provider, offering, edition, title, recipient, list, position, credential, jwt, issued_at,
                          revision)
                        select * from unnest(:ids::uuid[], :enrollments::uuid[], :providers::uuid[], :offerings::uuid[], :editions::int[],
                          :titles::text[], :recipients::text[], :lists::int[], :positions::int[], :credentials::text[], :jwts::text[],
                          :issued::timestamptz[], :revisions::int[])
                        on conflict (enrollment, revision) do nothing
                        returning id
                        """)
                .bind("ids", badges.stream().map(Badge::id).toArray(UUID[]::new))
                .bind(
                        "enrollments",
                        drafts.stream().map(draft -> draft.enrollment().id()).toArray(UUID[]::new))
                .bind("providers", badges.stream().map(Badge::provider).toArray(UUID[]::new))
                .bind(
                        "offerings",
                        drafts.stream()
                                .map(draft -> draft.enrollment().course().offering())
                                .toArray(UUID[]::new))
                .bind(
                        "editions",
                        drafts.stream()
                                .map(draft -> draft.enrollment().course().edition())
                                .toArray(Integer[]::new))
                .bind("titles", badges.stream().map(Badge::title).toArray(String[]::new))
                .bind("recipients", badges.stream().map(Badge::recipient).toArray(String[]::new))
                .bind("lists", badges.stream().map(badge -> badge.slot().list()).toArray(Integer[]::new))
                .bind(
                        "positions",
                        badges.stream().map(badge -> badge.slot().position()).toArray(Integer[]::new))
                .bind("credentials", badges.stream().map(Badge::credential).toArray(String[]::new))
                .bind("jwts", badges.stream().map(Badge::jwt).toArray(String[]::new))
                .bind("issued", badges.stream().map(Badge::issuedAt).toArray(Instant[]::new))
                .bind(
                        "revisions",
                        drafts.stream().map(draft -> draft.due().revision()).toArray(Integer[]::new))
                .mapValue(UUID.class)
                .all();
    }

    /** Keeps the badge of a pathway; false if the learner has one in force. */
    public Mono<Boolean> addOfPathway(Badge badge) {
        var merit = (Merit.Pathway) badge.merit();
        return database.sql("""
                        insert into badge (id, provider, pathway, learner, title, recipient, list, position, credential, jwt, issued_at, revision)
                        values (:id, :provider, :pathway, :learner, :title, :recipient, :list, :position, :credential, :jwt, :issuedAt, 1)
                        on conflict (pathway, learner) where pathway is not null and revoked_at is null do nothing
                        """)
                .bind("id", badge.id())
                .bind("provider", badge.provider())
                .bind("pathway", merit.pathway())
                .bind("learner", merit.learner())
                .bind("title", badge.title())
                .bind("recipient", badge.recipient())
                .bind("list", badge.slot().list())
                .bind("position", badge.slot().position())
                .bind("credential", badge.credential())
                .bind("jwt", badge.jwt())
                .bind("issuedAt", badge.issuedAt())
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Whether a person has revoked that learner's badge of the pathway. */
    public Mono<Boolean> isBarred(UUID pathway, UUID learner) {
        return database.sql(
                        "select exists (select from badge where pathway = :pathway and learner = :learner and barred)")
                .bind("pathway", pathway)
                .bind("learner", learner)
                .mapValue(Boolean.class)
                .one();
    }

    /** A badge of a pathway that was revoked is not followed by another. */
    Mono<Void> bar(UUID id) {
        return database.sql(
                        "update badge set barred = true where id = :id and pathway is not null and revoked_at is not null")
                .bind("id", id)
                .then();
    }

    /** Emits the badge as it is then; nothing if it was revoked before. */
    Mono<Badge> revoke(UUID id, String reason, Instant at) {
        return database.sql("""
                        update badge set revoked_at = :at, reason = :reason where id = :id and revoked_at is null
                        returning
                        """ + BadgeRows.COLUMNS)
                .bind("at", at)
                .bind("reason", reason)
                .bind("id", id)
                .map(BadgeRows::read)
                .one();
    }
}
