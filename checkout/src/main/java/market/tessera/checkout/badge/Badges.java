package market.tessera.checkout.badge;

import java.time.Instant;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import org.jspecify.annotations.Nullable;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every badge ever issued. */
@Repository
class Badges {
    private static final UUID NOBODY = new UUID(0, 0);

    private final DatabaseClient database;

    Badges(DatabaseClient database) {
        this.database = database;
    }

    /** The badge, if it is shown to everyone. */
    Mono<Badge> find(UUID id) {
        return find(id, null);
    }

    /** The badge, if it is shown to everyone or is the viewer's own. */
    Mono<Badge> find(UUID id, @Nullable Person viewer) {
        return database.sql("""
                        select id, enrollment, provider, offering, edition, title, recipient, list, position, credential, jwt,
                          issued_at, revoked_at, reason
                        from badge
                        where id = :id and (hidden_at is null or exists (
                          select from enrollment where enrollment.id = badge.enrollment and learner = :viewer))
                        """)
                .bind("id", id)
                .bind("viewer", viewer == null ? NOBODY : viewer.id())
                .mapProperties(Badge.class)
                .one();
    }

    /** Whether there is such a badge, and its learner does not show it. */
    Mono<Boolean> isHidden(UUID id) {
        return database.sql("select exists (select from badge where id = :id and hidden_at is not null)")
                .bind("id", id)
                .mapValue(Boolean.class)
                .one();
    }

    Mono<Boolean> isOf(UUID id, UUID learner) {
        return database.sql("""
                        select exists (select from badge join enrollment on enrollment.id = badge.enrollment
                          where badge.id = :id and learner = :learner)
                        """)
                .bind("id", id)
                .bind("learner", learner)
                .mapValue(Boolean.class)
                .one();
    }

    /** Those of a learner that are shown to nobody else. */
    Flux<UUID> hiddenOf(UUID learner) {
        return database.sql("""
                        select badge.id from badge join enrollment on enrollment.id = badge.enrollment
                        where learner = :learner and hidden_at is not null
                        """).bind("learner", learner).mapValue(UUID.class).all();
    }

    /** False if the learner has no such badge. Hiding again keeps the first moment. */
    Mono<Boolean> show(UUID id, UUID learner, boolean shown, Instant now) {
        return database.sql("""
                        update badge set hidden_at = case when :shown then null else coalesce(hidden_at, :now) end
                        where id = :id and exists (
                          select from enrollment where enrollment.id = badge.enrollment and learner = :learner)
                        """)
                .bind("shown", shown)
                .bind("now", now)
                .bind("id", id)
                .bind("learner", learner)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Those of an enrollment that are not revoked. */
    Flux<UUID> inForce(UUID enrollment) {
        return database.sql("select id from badge where enrollment = :enrollment and revoked_at is null")
                .bind("enrollment", enrollment)
                .mapValue(UUID.class)
                .all();
    }

    /** Keeps the badge; false if its enrollment has one already for that revision of its completion. */
    Mono<Boolean> add(Badge badge, int revision) {
        return database.sql("""
                        insert into badge (id, enrollment, provider, offering, edition, title, recipient, list, position, credential,
                          jwt, issued_at, revision)
                        values (:id, :enrollment, :provider, :offering, :edition, :title, :recipient, :list, :position, :credential,
                          :jwt, :issuedAt, :revision)
                        on conflict (enrollment, revision) do nothing
                        """)
                .bind("id", badge.id())
                .bind("enrollment", badge.enrollment())
                .bind("provider", badge.provider())
                .bind("offering", badge.offering())
                .bind("edition", badge.edition())
                .bind("title", badge.title())
                .bind("recipient", badge.recipient())
                .bind("list", badge.list())
                .bind("position", badge.position())
                .bind("credential", badge.credential())
                .bind("jwt", badge.jwt())
                .bind("issuedAt", badge.issuedAt())
                .bind("revision", revision)
                .fetch()
                .rowsUpdated()
                .map(rows -> rows == 1);
    }

    /** Emits the badge as it is then; nothing if it was revoked before. */
    Mono<Badge> revoke(UUID id, String reason, Instant at) {
        return database.sql("""
                        update badge set revoked_at = :at, reason = :reason where id = :id and revoked_at is null
                        returning id, enrollment, provider, offering, edition, title, recipient, list, position, credential, jwt,
                          issued_at, revoked_at, reason
                        """)
                .bind("at", at)
                .bind("reason", reason)
                .bind("id", id)
                .mapProperties(Badge.class)
                .one();
    }
}
