package market.tessera.provider.signin;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Token;
import market.tessera.provider.provider.Columns;
import market.tessera.provider.staff.Through;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** Whoever has given the right password and has still to give the second proof: a short-lived token in a cookie, and no session. */
@Repository
class PendingSignIns {
    private static final String COOKIE = "tessera_pending";
    private static final String PATH = "/portal/sign-in";
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final DatabaseClient database;
    private final Clock clock;

    PendingSignIns(DatabaseClient database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * @param goOn where the person wanted to go
     * @param through the institution whose sign-in service has vouched for the person; null after a password
     */
    record Pending(UUID staff, String goOn, @Nullable UUID through) {
        /** The person as the session will have it. */
        Person narrowed(Person person) {
            return through == null ? person : Through.only(person, through);
        }
    }

    Mono<ResponseCookie> begin(Person person, String goOn, boolean secure) {
        var token = Token.random();
        return database.sql("delete from pending_sign_in where expires_at <= :now")
                .bind("now", clock.instant())
                .then()
                .then(database.sql("""
                                insert into pending_sign_in (token_hash, staff, go_on, through, expires_at)
                                values (:hash, :staff, :goOn, :through, :expires)
                                """)
                        .bind("hash", token.hash())
                        .bind("staff", person.id())
                        .bind("goOn", goOn)
                        .bind("through", Columns.orNull(Through.of(person).orElse(null), UUID.class))
                        .bind("expires", clock.instant().plus(LIFE))
                        .then())
                .thenReturn(cookie(token.text(), LIFE, secure));
    }

    /** What began before the sessions that count, such as with a password that was changed since, does not count either. */
    Mono<Pending> find(ServerHttpRequest request) {
        return database.sql("""
                        select p.staff, p.go_on, p.through from pending_sign_in p join staff s on s.id = p.staff
                        where p.token_hash = :hash and p.expires_at > :now
                          and p.expires_at >= s.sessions_from + :life * interval '1 second'
                        """)
                .bind("hash", token(request).hash())
                .bind("now", clock.instant())
                .bind("life", LIFE.toSeconds())
                .map(row -> new Pending(
                        Columns.required(row, "staff", UUID.class),
                        Columns.required(row, "go_on", String.class),
                        row.get("through", UUID.class)))
                .one();
    }

    /** It leads to one session at most: false if it has led to one. */
    Mono<Boolean> end(ServerHttpRequest request) {
        return database.sql("delete from pending_sign_in where token_hash = :hash")
                .bind("hash", token(request).hash())
                .fetch()
                .rowsUpdated()
                .map(count -> count == 1);
    }

    static ResponseCookie none(boolean secure) {
        return cookie("", Duration.ZERO, secure);
    }

    private static Token token(ServerHttpRequest request) {
        var cookie = request.getCookies().getFirst(COOKIE);
        return new Token(cookie == null ? "" : cookie.getValue());
    }

    private static ResponseCookie cookie(String value, Duration age, boolean secure) {
        return ResponseCookie.from(COOKIE, value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path(PATH)
                .maxAge(age)
                .build();
    }
}
