package market.tessera.platform.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;
import market.tessera.platform.identity.IdentityProperties.Keys;
import org.junit.jupiter.api.Test;

class SignedCallsTests {
    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final Keys KEYS = keys();

    @Test
    void areGoodForOnePathOneBodyAndOneMinute() {
        var signature = calls(KEYS, NOW).sign("/internal/page", "{\"a\": 1}");

        assertThat(calls(KEYS, NOW.plusSeconds(59)).isSigned("/internal/page", "{\"a\": 1}", signature))
                .isTrue();
        assertThat(calls(KEYS, NOW).isSigned("/internal/other", "{\"a\": 1}", signature))
                .isFalse();
        assertThat(calls(KEYS, NOW).isSigned("/internal/page", "{\"a\": 2}", signature))
                .isFalse();
        assertThat(calls(KEYS, NOW.plusSeconds(61)).isSigned("/internal/page", "{\"a\": 1}", signature))
                .isFalse();
        assertThat(calls(keys(), NOW).isSigned("/internal/page", "{\"a\": 1}", signature))
                .isFalse();
        assertThat(calls(KEYS, NOW).isSigned("/internal/page", "{\"a\": 1}", null))
                .isFalse();
    }

    @Test
    void areNoSessionsAndSessionsAreNoCalls() {
        var sessions = new SessionTokens(properties(KEYS), at(NOW));
        var staff = new Person(UUID.randomUUID(), Person.Kind.STAFF, "ane@nordkyst.example", "Ane", Set.of());

        assertThat(sessions.verify(calls(KEYS, NOW).sign("/portal", ""), Person.Kind.STAFF))
                .isEmpty();
        assertThat(calls(KEYS, NOW).isSigned("/portal", "", sessions.issue(staff, null)))
                .isFalse();
    }

    @Test
    void areMadeByWhoHasThePrivateKeyOnly() {
        var verifier = calls(new Keys(KEYS.publicKey(), null), NOW);

        assertThat(verifier.isSigned("/a", "b", calls(KEYS, NOW).sign("/a", "b")))
                .isTrue();
        assertThatThrownBy(() -> verifier.sign("/a", "b")).isInstanceOf(IllegalStateException.class);
    }

    private static SignedCalls calls(Keys keys, Instant now) {
        return new SignedCalls(properties(keys), at(now));
    }

    private static IdentityProperties properties(Keys staff) {
        return new IdentityProperties(KEYS, staff, Duration.ofMinutes(30), false);
    }

    private static Clock at(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    private static Keys keys() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            var pair = generator.generateKeyPair();
            return new Keys(
                    Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
                    Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(missing);
        }
    }
}
