package market.tessera.provider.singlesignon;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.UUID;
import market.tessera.platform.identity.Token;
import market.tessera.platform.identity.Vault;
import market.tessera.provider.provider.Columns;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Repository;
import reactor.core.publisher.Mono;

/** People who are away at their institution's sign-in service. Each comes back once, with the state and the browser that it left with. */
@Repository
class Visits {
    private static final String COOKIE = "tessera_visit";
    private static final Duration LIFE = Duration.ofMinutes(15);

    private final DatabaseClient database;
    private final Vault vault;
    private final Clock clock;
    private final boolean secure;

    Visits(
            DatabaseClient database,
            Vault vault,
            Clock clock,
            @Value("${tessera.identity.secure-cookies:true}") boolean secure) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
        this.secure = secure;
    }

    /** @param trial of an administrator, which leads to no session */
    record Purpose(UUID provider, String goOn, boolean trial) {}

    /** What the service's answer has to fit, and what only we know. */
    record Secrets(String nonce, String verifier) {}

    record Visit(Purpose purpose, Secrets secrets) {}

    /** The cookie by which the browser is known when it comes back; of several visits at the same time it is the same. */
    Mono<ResponseCookie> begin(Purpose purpose, String state, Secrets secrets, ServerHttpRequest request) {
        var known = request.getCookies().getFirst(COOKIE);
        var browser = known == null || known.getValue().isBlank() ? Token.random() : new Token(known.getValue());
        var hash = new Token(state).hash();
        return database.sql("delete from realm_visit where expires_at <= :now")
                .bind("now", clock.instant())
                .then()
                .then(database.sql("""
                                insert into realm_visit (state_hash, browser_hash, provider, secrets, go_on, trial, expires_at)
                                values (:state, :browser, :provider, :secrets, :goOn, :trial, :expires)
                                """)
                        .bind("state", hash)
                        .bind("browser", browser.hash())
                        .bind("provider", purpose.provider())
                        .bind(
                                "secrets",
                                vault.seal(
                                        (secrets.nonce() + " " + secrets.verifier()).getBytes(StandardCharsets.UTF_8),
                                        place(hash)))
                        .bind("goOn", purpose.goOn())
                        .bind("trial", purpose.trial())
                        .bind("expires", clock.instant().plus(LIFE))
                        .then())
                .thenReturn(ResponseCookie.from(COOKIE, browser.text())
                        .httpOnly(true)
                        .secure(secure)
                        .sameSite("Lax")
                        .path("/portal/sign-in")
                        .maxAge(LIFE)
                        .build());
    }

    /** Empty if nobody left so, if it was another browser, if it was long ago, or if it came back already. */
    Mono<Visit> end(UUID provider, String state, ServerHttpRequest request) {
        var cookie = request.getCookies().getFirst(COOKIE);
        var hash = new Token(state).hash();
        return database.sql("""
                        delete from realm_visit where state_hash = :state and browser_hash = :browser and provider = :provider
                          and expires_at > :now returning secrets, go_on, trial
                        """)
                .bind("state", hash)
                .bind("browser", new Token(cookie == null ? "" : cookie.getValue()).hash())
                .bind("provider", provider)
                .bind("now", clock.instant())
                .map(row -> new Visit(
                        new Purpose(
                                provider,
                                Columns.required(row, "go_on", String.class),
                                Columns.required(row, "trial", Boolean.class)),
                        secrets(new String(
                                vault.open(Columns.bytes(row, "secrets"), place(hash)), StandardCharsets.UTF_8))))
                .one();
    }

    private static Secrets secrets(String both) {
        var at = both.indexOf(' ');
        return new Secrets(both.substring(0, at), both.substring(at + 1));
    }

    private static String place(byte[] state) {
        return "visit " + HexFormat.of().formatHex(state);
    }
}
