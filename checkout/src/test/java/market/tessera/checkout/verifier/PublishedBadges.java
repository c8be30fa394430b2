package market.tessera.checkout.verifier;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.ECKey;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import market.tessera.checkout.credential.DataIntegrity;
import market.tessera.checkout.credential.StatusBits;
import market.tessera.checkout.keys.Multikey;
import market.tessera.checkout.keys.SigningKey;
import market.tessera.checkout.keys.SigningKey.Algorithm;
import org.junit.jupiter.api.BeforeEach;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

abstract class PublishedBadges {
    static final JsonMapper JSON = new JsonMapper();
    static final String ISSUER = "did:web:college.example:issuers:1";
    static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    static final KeyPair PAIR = ed25519();
    static final String MULTIKEY = Multikey.encode(PAIR.getPublic());

    static final SigningKey KEY = new SigningKey(MULTIKEY, Algorithm.ED25519, PAIR.getPublic(), PAIR.getPrivate());

    final Web web = new Web();
    final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    final CheckSignatures signatures = new CheckSignatures(new IssuerKeys(web, JSON, clock), clock);
    final CheckStatus status = new CheckStatus(web, signatures, JSON, clock);

    final CheckCredential check =
            new CheckCredential(signatures, status, new CheckEndorsements(signatures, status, clock), clock);

    final ReadCredential read = new ReadCredential(web, JSON);

    @BeforeEach
    void theIssuerPublishesItsKey() {
        publishes(ISSUER, ISSUER + "#key-1", MULTIKEY);
    }

    static ObjectNode listed(int position, String purpose) {
        var badge = listed(position);
        ((ObjectNode) badge.path("credentialStatus"))
                .put("statusPurpose", purpose)
                .put("statusListCredential", "https://college.example/status/" + purpose);
        return badge;
    }

    Report verified(ObjectNode credential) {
        return verified(credential, "");
    }

    Report verified(ObjectNode credential, String email) {
        return report(
                read.read(credential.toString().getBytes(StandardCharsets.UTF_8))
                        .block(),
                email);
    }

    Report verified(String token) {
        return report(read.read(token).block(), "");
    }

    Report report(Reading reading, String email) {
        return check.check((Reading.Found) reading, email).block();
    }

    static List<String> findings(Report report) {
        return report.checks().stream()
                .map(one -> one.subject().key() + "." + one.finding())
                .toList();
    }

    void publishes(String issuer, String method, String multikey) {
        publishes("https://college.example/issuers/1/did.json", issuer, method, multikey);
    }

    void publishes(String address, String issuer, String method, String multikey) {
        web.publish(address, """
                {"id": "%1$s", "verificationMethod": [{"id": "%2$s", "type": "Multikey", "controller": "%1$s", "publicKeyMultibase": "%3$s"}],
                 "assertionMethod": ["%2$s"]}
                """.formatted(issuer, method, multikey));
    }

    static ObjectNode badge(String issuer) {
        return (ObjectNode) JSON.readTree("""
                {"@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
                 "id": "https://college.example/badges/1",
                 "type": ["VerifiableCredential", "OpenBadgeCredential"],
                 "name": "Teamwork",
                 "issuer": {"id": "%s", "type": ["Profile"], "name": "Example College"},
                 "validFrom": "2026-01-01T00:00:00Z",
                 "credentialSubject": {"id": "urn:uuid:9b2d5a3e-63a5-4b0f-a6f2-2f5a1f1c0c11", "type": ["AchievementSubject"],
                   "achievement": {"id": "https://college.example/achievements/1", "type": ["Achievement"], "name": "Teamwork",
                     "description": "Works well with others.", "criteria": {"narrative": "Was seen to."}}}}
                """.formatted(issuer));
    }

    static ObjectNode endorsement(String endorser, String of) {
        return (ObjectNode) JSON.readTree("""
                {"@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
                 "id": "https://board.example/endorsements/1",
                 "type": ["VerifiableCredential", "EndorsementCredential"],
                 "name": "Teamwork",
                 "issuer": {"id": "%s", "type": ["Profile"], "name": "Example Board"},
                 "validFrom": "2026-01-01T00:00:00Z",
                 "credentialSubject": {"id": "%s", "type": ["EndorsementSubject"], "endorsementComment": "We have looked at it."}}
                """.formatted(endorser, of));
    }

    static ObjectNode listed(int position) {
        var badge = badge(ISSUER);
        badge.putObject("credentialStatus")
                .put("id", "https://college.example/status/1#" + position)
                .put("type", "BitstringStatusListEntry")
                .put("statusPurpose", "revocation")
                .put("statusListIndex", Integer.toString(position))
                .put("statusListCredential", "https://college.example/status/1");
        return badge;
    }

    static ObjectNode list(List<Integer> revoked) {
        var list = (ObjectNode) JSON.readTree("""
                {"@context": ["https://www.w3.org/ns/credentials/v2"], "id": "https://college.example/status/1",
                 "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": "%s", "validFrom": "2026-01-01T00:00:00Z",
                 "credentialSubject": {"id": "https://college.example/status/1#list", "type": "BitstringStatusList", "statusPurpose": "revocation"}}
                """.formatted(ISSUER));
        ((ObjectNode) list.path("credentialSubject")).put("encodedList", StatusBits.encode(revoked));
        return list;
    }

    static ObjectNode signed(ObjectNode credential, String method) {
        return DataIntegrity.sign(credential, KEY, method, NOW);
    }

    static JWSHeader.Builder header(ECKey key) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256);
    }

    static String token(ObjectNode claims, JWSHeader header, ECKey key) {
        var token = new JWSObject(header, new Payload(claims.toString()));
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException failure) {
            throw new AssertionError(failure);
        }
        return token.serialize();
    }

    static KeyPair ed25519() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
