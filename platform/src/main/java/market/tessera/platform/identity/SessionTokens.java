package market.tessera.platform.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import market.tessera.platform.identity.Person.Kind;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseCookie;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * Session tokens: JWTs signed with ES256 by the application that owns the account, verified by every application, carried in an
 * {@code HttpOnly}, {@code SameSite=Lax} cookie (one for learners, one for staff).
 */
public final class SessionTokens {
    private static final String ISSUER = "tessera/";
    private static final String SESSION = "sid";
    /** The time of issue to the millisecond, since {@code iat} counts whole seconds and sessions may be ended in between. */
    private static final String ISSUED = "issued";

    private final Map<Kind, ECKey> keys;
    private final Duration lifetime;
    private final boolean secure;
    private final Clock clock;

    SessionTokens(IdentityProperties properties, Clock clock) {
        this.keys =
                Map.of(Kind.LEARNER, PemKeys.read(properties.learner()), Kind.STAFF, PemKeys.read(properties.staff()));
        this.lifetime = properties.lifetime();
        this.secure = properties.secureCookies();
        this.clock = clock;
    }

    /** The cookie that signs a person in. Only the application that owns the person's account has the key for it. */
    public ResponseCookie signIn(Person person) {
        return cookie(person.kind(), issue(person, null), lifetime);
    }

    /** As {@link #signIn(Person)}, for a session that its owner keeps a record of and can end. */
    public ResponseCookie signIn(Person person, UUID session) {
        return cookie(person.kind(), issue(person, session), lifetime);
    }

    /** The cookie that signs out. */
    public ResponseCookie signOut(Kind kind) {
        return cookie(kind, "", Duration.ZERO);
    }

    /** The person whose valid token the request carries. */
    public Optional<Session> read(ServerHttpRequest request, Kind kind) {
        return Optional.ofNullable(request.getCookies().getFirst(cookieName(kind)))
                .flatMap(cookie -> verify(cookie.getValue(), kind));
    }

    /**
     * A verified token: who, and since when it has been good.
     *
     * @param id of the record that the application keeps of the session, if it does
     */
    public record Session(Person person, @Nullable UUID id, Instant issuedAt, Instant expiresAt) {}

    String issue(Person person, @Nullable UUID session) {
        var now = clock.instant();
        var claims = new JWTClaimsSet.Builder()
                .issuer(ISSUER + person.kind().name().toLowerCase(java.util.Locale.ROOT))
                .subject(person.id().toString())
                .claim("email", person.email())
                .claim("name", person.name())
                .claim("grants", List.copyOf(person.grants()))
                .issueTime(Date.from(now))
                .claim(ISSUED, now.toEpochMilli())
                .claim(SESSION, session == null ? null : session.toString())
                .expirationTime(Date.from(now.plus(lifetime)))
                .build();
        var key = keys.get(person.kind());
        if (key == null || !key.isPrivate()) {
            throw new IllegalStateException("This application does not sign in " + person.kind());
        }
        try {
            var token = new SignedJWT(
                    new JWSHeader.Builder(JWSAlgorithm.ES256)
                            .keyID(key.getKeyID())
                            .build(),
                    claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        } catch (JOSEException failure) {
            throw new IllegalStateException("A session token could not be signed", failure);
        }
    }

    Optional<Session> verify(String text, Kind kind) {
        try {
            var token = SignedJWT.parse(text);
            var claims = token.getJWTClaimsSet();
            var key = keys.get(kind);
            var valid = key != null
                    && token.verify(new ECDSAVerifier(key.toPublicJWK()))
                    && (ISSUER + kind.name().toLowerCase(java.util.Locale.ROOT)).equals(claims.getIssuer())
                    && claims.getClaim(ISSUED) != null
                    && claims.getExpirationTime().toInstant().isAfter(clock.instant());
            return valid ? Optional.of(session(claims, kind)) : Optional.empty();
        } catch (ParseException | JOSEException | IllegalArgumentException forged) {
            return Optional.empty();
        }
    }

    private static Session session(JWTClaimsSet claims, Kind kind) throws ParseException {
        var person = new Person(
                UUID.fromString(claims.getSubject()),
                kind,
                claims.getStringClaim("email"),
                claims.getStringClaim("name"),
                new HashSet<>(claims.getStringListClaim("grants")));
        var id = claims.getStringClaim(SESSION);
        return new Session(
                person,
                id == null ? null : UUID.fromString(id),
                Instant.ofEpochMilli(claims.getLongClaim(ISSUED)),
                claims.getExpirationTime().toInstant());
    }

    private ResponseCookie cookie(Kind kind, String value, Duration age) {
        return ResponseCookie.from(cookieName(kind), value)
                .httpOnly(true)
                .secure(secure)
                .sameSite("Lax")
                .path("/")
                .maxAge(age)
                .build();
    }

    private String cookieName(Kind kind) {
        return (secure ? "__Host-" : "") + "tessera_" + kind.name().toLowerCase(java.util.Locale.ROOT);
    }
}
