package market.tessera.checkout.transcript;

import static market.tessera.platform.database.Rows.required;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import market.tessera.checkout.badge.Badge;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Records as last written, and the links under which learners show theirs. */
@Repository
class Transcripts {
    private final DatabaseClient database;
    private final Clock clock;

    Transcripts(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** The record of exactly these badges, if that was the last one written. */
    Mono<Transcript> find(UUID learner, boolean shared, List<Badge> badges) {
        return database.sql("""
                        select credential, jwt, issued_at from transcript
                        where learner = :learner and shared = :shared and contents = :contents
                        """)
                .bind("learner", learner)
                .bind("shared", shared)
                .bind("contents", contents(badges))
                .map(row -> new Transcript(
                        badges,
                        required(row, "credential", String.class),
                        required(row, "jwt", String.class),
                        required(row, "issued_at", Instant.class)))
                .one();
    }

    Mono<Transcript> keep(UUID learner, boolean shared, Transcript fresh) {
        return database.sql("""
                        insert into transcript (learner, shared, contents, credential, jwt, issued_at)
                        values (:learner, :shared, :contents, :credential, :jwt, :at)
                        on conflict (learner, shared) do update set contents = excluded.contents, credential = excluded.credential,
                          jwt = excluded.jwt, issued_at = excluded.issued_at
                        """)
                .bind("learner", learner)
                .bind("shared", shared)
                .bind("contents", contents(fresh.badges()))
                .bind("credential", fresh.credential())
                .bind("jwt", fresh.jwt())
                .bind("at", fresh.issuedAt())
                .then()
                .thenReturn(fresh);
    }

    /** The learner's e-mail address, as the newest enrollment has it. */
    Mono<String> address(UUID learner) {
        return database.sql(
                        "select email from enrollment where learner = :learner order by requested_at desc, id limit 1")
                .bind("learner", learner)
                .mapValue(String.class)
                .one();
    }

    Mono<UUID> link(UUID learner) {
        return database.sql("select key from transcript_link where learner = :learner")
                .bind("learner", learner)
                .mapValue(UUID.class)
                .one();
    }

    /** Whose record a link shows; nothing if it has ended or never was. */
    Mono<UUID> learner(UUID key) {
        return database.sql("select learner from transcript_link where key = :key")
                .bind("key", key)
                .mapValue(UUID.class)
                .one();
    }

    /** Making it again leaves the one there is. */
    Mono<Void> makeLink(UUID learner) {
        return database.sql("""
                        insert into transcript_link (learner, key, created_at) values (:learner, :key, :now)
                        on conflict (learner) do nothing
                        """)
                .bind("learner", learner)
                .bind("key", UUID.randomUUID())
                .bind("now", clock.instant())
                .then();
    }

    Mono<Void> endLink(UUID learner) {
        return database.sql("delete from transcript_link where learner = :learner")
                .bind("learner", learner)
                .then();
    }

    private static String contents(List<Badge> badges) {
        var ids = badges.stream().map(badge -> badge.id().toString()).collect(Collectors.joining(","));
        return UUID.nameUUIDFromBytes(ids.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
