package market.tessera.checkout.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.List;
import market.tessera.checkout.verifier.Report.Verdict;
import org.junit.jupiter.api.Test;

class CheckTokenTests extends PublishedBadges {
    @Test
    void acceptsATokenWhoseKeyTheIssuerPublishes() {
        var key = ec();
        publishesJwk(key);

        var byName =
                verified(token(badge(ISSUER), header(key).keyID(ISSUER + "#ec").build(), key));
        var byKey =
                verified(token(badge(ISSUER), header(key).jwk(key.toPublicJWK()).build(), key));
        var byShortName = verified(token(badge(ISSUER), header(key).keyID("#ec").build(), key));

        assertThat(findings(byShortName)).contains("issuer.published", "signature.token");
        assertThat(findings(byName)).contains("issuer.published", "signature.token");
        assertThat(findings(byKey)).contains("issuer.published", "signature.token");
        assertThat(byKey.verdict()).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void refusesATokenThatBringsAKeyWhichIsNotTheIssuers() {
        var key = ec();
        publishesJwk(ec());

        var report =
                verified(token(badge(ISSUER), header(key).jwk(key.toPublicJWK()).build(), key));

        assertThat(findings(report)).contains("issuer.unlisted");
        assertThat(report.verdict()).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void refusesAKeyThatATokenBringsWhateverAddressItGivesIt() {
        var key = ec();
        publishesJwk(ec());

        var report = verified(token(
                badge(ISSUER),
                header(key).jwk(key.toPublicJWK()).keyID(ISSUER + "/keys/1").build(),
                key));

        assertThat(findings(report)).contains("issuer.unlisted");
        assertThat(report.verdict()).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void acceptsAKeyThatTheIssuerPublishesBelowItsAddressAndNoneThatIsOnlyReachedFromThere() {
        var issuer = "https://college.example/issuers/1";
        var key = ec();
        web.publish(issuer, "{\"id\": \"%s\"}".formatted(issuer));
        for (var address : List.of("/keys/1", "/../2/keys/1", "/%2e%2e/2/keys/1", "/go?to=https://mallory.example")) {
            web.publish(issuer + address, key.toPublicJWK().toJSONString());
        }

        assertThat(findings(verified(token(
                        badge(issuer), header(key).keyID(issuer + "/keys/1").build(), key))))
                .contains("issuer.published", "signature.token");
        assertThat(List.of("/../2/keys/1", "/%2e%2e/2/keys/1", "/go?to=https://mallory.example"))
                .allSatisfy(address -> assertThat(findings(verified(token(
                                badge(issuer),
                                header(key).keyID(issuer + address).build(),
                                key))))
                        .contains("issuer.claimed"));
    }

    @Test
    void readsATokenThatNeverEnds() {
        var key = ec();
        publishesJwk(key);

        assertThat(findings(verified(token(
                        badge(ISSUER).put("exp", Long.MAX_VALUE),
                        header(key).keyID(ISSUER + "#ec").build(),
                        key))))
                .contains("dates.until");
        assertThat(findings(verified(token(
                        badge(ISSUER).put("validUntil", "2027-01-01T00:00:00Z").put("exp", 1_767_300_000),
                        header(key).keyID(ISSUER + "#ec").build(),
                        key))))
                .as("the earlier of two ends counts")
                .contains("dates.expired");
    }

    @Test
    void refusesATokenThatNamesAnotherIssuerThanItsBadge() {
        var key = ec();
        publishesJwk(key);
        var contradictory = badge(ISSUER).put("iss", "did:web:somebody.example");

        assertThat(findings(verified(
                        token(contradictory, header(key).keyID(ISSUER + "#ec").build(), key))))
                .contains("form.contradiction");
    }

    private void publishesJwk(ECKey key) {
        web.publish("https://college.example/issuers/1/did.json", """
                {"id": "%1$s", "verificationMethod": [{"id": "%1$s#ec", "type": "JsonWebKey", "controller": "%1$s", "publicKeyJwk": %2$s}],
                 "assertionMethod": ["%1$s#ec"]}
                """.formatted(
                        ISSUER, key.toPublicJWK().toJSONString()));
    }

    private static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException failure) {
            throw new AssertionError(failure);
        }
    }
}
