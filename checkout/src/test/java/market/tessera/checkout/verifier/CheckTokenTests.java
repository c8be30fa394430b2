package market.tessera.checkout.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.util.List;
import market.tessera.checkout.verifier.Report.Verdict;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

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

    @Test
    void readsWhatAWalletPresentsAsToken() {
        var key = ec();
        publishesJwk(key);
        var badge = token(badge(ISSUER), header(key).keyID(ISSUER + "#ec").build(), key);
        var enveloped = JSON.createObjectNode()
                .put("type", "EnvelopedVerifiableCredential")
                .put("id", "data:application/vc+jwt," + badge);
        var former = JSON.createObjectNode().put("aud", "https://asks.example");
        former.putObject("vp").put("type", "VerifiablePresentation").put("verifiableCredential", badge);
        var newer = JSON.createObjectNode().put("type", "VerifiablePresentation");
        newer.putArray("verifiableCredential").add(enveloped);
        var wallet = ec();
        var nested = JSON.createObjectNode()
                .put("type", "EnvelopedVerifiablePresentation")
                .put(
                        "id",
                        "data:application/vp+jwt," + token(newer, header(wallet).build(), wallet));

        for (var presentation : List.of(
                token(former, header(wallet).build(), wallet),
                token(newer, header(wallet).build(), wallet),
                nested.toString(),
                newer.toString())) {
            var report = verified(presentation);

            assertThat(findings(report)).contains("form.presented", "issuer.published", "signature.token");
            assertThat(report.verdict()).isEqualTo(Verdict.GENUINE);
        }
        assertThat(read.read(token(
                                former.deepCopy().put("vp", ""), header(wallet).build(), wallet))
                        .block())
                .isInstanceOf(Reading.Unreadable.class);
    }

    @Test
    void readsEndorsementsThatAreTokens() {
        var key = ec();
        var endorser = "did:web:board.example";
        web.publish("https://board.example/.well-known/did.json", document(endorser, key));
        var word = endorsement(endorser, "https://college.example/achievements/1");
        var good = token(word, header(key).keyID(endorser + "#ec").build(), key);
        var over = token(
                word.deepCopy().put("exp", 1_767_300_000),
                header(key).keyID(endorser + "#ec").build(),
                key);
        var stranger = ec();
        var forged = token(word, header(stranger).keyID(endorser + "#ec").build(), stranger);

        assertThat(findings(verified(endorsedBy(good)))).contains("endorsement.genuine");
        assertThat(findings(verified(endorsedBy(over)))).contains("endorsement.expired");
        assertThat(findings(verified(endorsedBy(forged)))).contains("endorsement.broken");
        assertThat(findings(verified(endorsedBy("e.e.e")))).contains("endorsement.unreadable");
    }

    private static ObjectNode endorsedBy(String token) {
        var badge = badge(ISSUER);
        ((ObjectNode) badge.at("/credentialSubject/achievement"))
                .putArray("endorsementJwt")
                .add(token);
        return signed(badge, ISSUER + "#key-1");
    }

    private void publishesJwk(ECKey key) {
        web.publish("https://college.example/issuers/1/did.json", document(ISSUER, key));
    }

    private static String document(String issuer, ECKey key) {
        return """
                {"id": "%1$s", "verificationMethod": [{"id": "%1$s#ec", "type": "JsonWebKey", "controller": "%1$s", "publicKeyJwk": %2$s}],
                 "assertionMethod": ["%1$s#ec"]}
                """.formatted(issuer, key.toPublicJWK().toJSONString());
    }

    private static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException failure) {
            throw new AssertionError(failure);
        }
    }
}
