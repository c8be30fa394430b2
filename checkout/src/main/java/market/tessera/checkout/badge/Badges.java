package market.tessera.checkout.badge;

import java.time.Instant;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Every badge ever issued. */
@Repository
class Badges {
    private final DatabaseClient database;

    Badges(DatabaseClient database) {
        this.database = database;
    }

    Mono<Badge> find(UUID id) {
        return database.sql("""
                        select id, enrollment, provider, offering, edition, title, recipient, list, position, credential, jwt,
                          issued_at, revoked_at, reason
                        from badge where id = :id
                        """).bind("id", id).mapProperties(Badge.class).one();
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
