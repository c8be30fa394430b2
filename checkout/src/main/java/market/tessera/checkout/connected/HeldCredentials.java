package market.tessera.checkout.connected;

import static market.tessera.platform.database.Rows.required;

import io.r2dbc.postgresql.codec.Json;
import io.r2dbc.spi.Readable;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** A learner's credentials as an application sees them: the badges issued here that are in force, and what applications have put beside them. */
@Repository
class HeldCredentials {
    private static final int MOST = 500;
    private static final String ALL = """
            with held as (
              select badge.id::text as id, 'JSON' as format, badge.credential as content, badge.issued_at as at
              from badge where revoked_at is null and (badge.learner = :learner
                or badge.enrollment in (select e.id from enrollment e where e.learner = :learner))
              union all select id, format, content, received_at from held_credential where learner = :learner)
            """;

    private final DatabaseClient database;
    private final Clock clock;

    HeldCredentials(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** How a credential is secured. */
    enum Format {
        JSON,
        JWT
    }

    record Held(String id, Format format, String content) {}

    /** What has become of a credential that was sent. */
    enum Keeping {
        CREATED,
        REPLACED,
        FULL
    }

    Mono<Long> count(UUID learner, Instant since) {
        return database.sql(ALL + "select count(*) from held where at >= :since")
                .bind("learner", learner)
                .bind("since", since)
                .mapValue(Long.class)
                .one();
    }

    /** Oldest first, so that pages stay what they are when more come. */
    Mono<List<Held>> page(UUID learner, Instant since, int limit, int offset) {
        return database.sql(ALL
                        + "select id, format, content from held where at >= :since order by at, id limit"
                        + " :limit offset :offset")
                .bind("learner", learner)
                .bind("since", since)
                .bind("limit", limit)
                .bind("offset", offset)
                .map(HeldCredentials::held)
                .all()
                .collectList();
    }

    /** One with the same id is replaced. */
    Mono<Keeping> keep(UUID learner, Held credential) {
        return database.sql("""
                        insert into held_credential as known (learner, id, format, content, received_at)
                        select :learner, :id, :format, :content, :now
                        where (select count(*) from held_credential where learner = :learner) < :most
                          or exists (select from held_credential where learner = :learner and id = :id)
                        on conflict (learner, id) do update set format = excluded.format, content = excluded.content,
                          received_at = excluded.received_at
                        returning old.id is null as fresh
                        """)
                .bind("learner", learner)
                .bind("id", credential.id())
                .bind("format", credential.format().name())
                .bind("content", credential.content())
                .bind("now", clock.instant())
                .bind("most", MOST)
                .mapValue(Boolean.class)
                .one()
                .map(fresh -> fresh ? Keeping.CREATED : Keeping.REPLACED)
                .defaultIfEmpty(Keeping.FULL);
    }

    /** What applications have said of a learner; an empty object if nothing. */
    Mono<String> profile(UUID learner) {
        return database.sql("select profile::text from held_profile where learner = :learner")
                .bind("learner", learner)
                .mapValue(String.class)
                .one()
                .defaultIfEmpty("{}");
    }

    Mono<Void> keepProfile(UUID learner, String profile) {
        return database.sql("""
                        insert into held_profile (learner, profile) values (:learner, :profile)
                        on conflict (learner) do update set profile = excluded.profile
                        """)
                .bind("learner", learner)
                .bind("profile", Json.of(profile))
                .then();
    }

    /** The learner's name and address, as the newest enrollment has them. */
    Mono<Named> named(UUID learner) {
        return database.sql("select name, email from enrollment where learner = :learner order by requested_at desc, id"
                        + " limit 1")
                .bind("learner", learner)
                .mapProperties(Named.class)
                .one();
    }

    record Named(String name, String email) {}

    private static Held held(Readable row) {
        return new Held(
                required(row, "id", String.class),
                Format.valueOf(required(row, "format", String.class)),
                required(row, "content", String.class));
    }
}
