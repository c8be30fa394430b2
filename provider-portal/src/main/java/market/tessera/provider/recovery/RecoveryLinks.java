package market.tessera.provider.recovery;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import market.tessera.platform.identity.Token;
import market.tessera.provider.provider.Columns;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** The links that were mailed. Each works once, until it expires or is replaced by another. */
@Repository
class RecoveryLinks {
    static final Duration LIFE = Duration.ofHours(1);

    private final DatabaseClient database;
    private final Clock clock;

    RecoveryLinks(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Whose link it is. */
    record Holder(UUID staff, String email) {}

    /** The link's token, which is not kept. */
    Mono<Token> issue(UUID staff) {
        var token = Token.random();
        return database.sql("""
                        insert into staff_recovery (staff, token_hash, expires_at) values (:staff, :hash, :expires)
                        on conflict (staff) do update set token_hash = excluded.token_hash, expires_at = excluded.expires_at
                        """)
                .bind("staff", staff)
                .bind("hash", token.hash())
                .bind("expires", clock.instant().plus(LIFE))
                .then()
                .thenReturn(token);
    }

    /** Empty if it does not work, or no more. */
    Mono<Holder> find(Token token) {
        return database.sql("""
                        select s.id, s.email from staff_recovery r join staff s on s.id = r.staff
                        where r.token_hash = :hash and r.expires_at > :now
                        """)
                .bind("hash", token.hash())
                .bind("now", clock.instant())
                .map(row -> new Holder(
                        Columns.required(row, "id", UUID.class), Columns.required(row, "email", String.class)))
                .one();
    }

    /** Uses it up; of two who follow it at the same moment one is too late. */
    Mono<UUID> use(Token token) {
        return database.sql("delete from staff_recovery where token_hash = :hash and expires_at > :now returning staff")
                .bind("hash", token.hash())
                .bind("now", clock.instant())
                .map(row -> Columns.required(row, "staff", UUID.class))
                .one();
    }
}
