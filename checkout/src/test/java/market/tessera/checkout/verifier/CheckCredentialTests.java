package market.tessera.checkout.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import market.tessera.checkout.credential.DataIntegrity;
import market.tessera.checkout.credential.OpenBadgesData;
import market.tessera.checkout.credential.StatusBits;
import market.tessera.checkout.keys.Multikey;
import market.tessera.checkout.keys.SigningKey;
import market.tessera.checkout.keys.SigningKey.Algorithm;
import market.tessera.checkout.verifier.Report.Verdict;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Badges of others, judged by what they publish. */
class CheckCredentialTests {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String ISSUER = "did:web:college.example:issuers:1";
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final KeyPair PAIR = ed25519();
    private static final String MULTIKEY = Multikey.encode(PAIR.getPublic());
    private static final SigningKey KEY =
            new SigningKey(MULTIKEY, Algorithm.ED25519, PAIR.getPublic(), PAIR.getPrivate());

    private final Web web = new Web();
    private final CheckSignatures signatures = new CheckSignatures(new IssuerKeys(web, JSON));
    private final CheckStatus status = new CheckStatus(web, signatures, JSON);
    private final Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final CheckCredential check =
            new CheckCredential(signatures, status, new CheckEndorsements(signatures, status, clock), clock);
    private final ReadCredential read = new ReadCredential(web, JSON);

    @BeforeEach
    void theIssuerPublishesItsKey() {
        publishes(ISSUER, ISSUER + "#key-1", MULTIKEY);
    }

    @Test
    void acceptsABadgeWhoseIssuerPublishesTheKey() {
        var report = verified(signed(badge(ISSUER), ISSUER + "#key-1"));

        assertThat(findings(report))
                .containsExactly(
                        "form.complete",
                        "achievement.own",
                        "issuer.published",
                        "signature.proof",
                        "dates.open",
                        "status.none",
                        "recipient.untold");
        assertThat(report.verdict()).isEqualTo(Verdict.GENUINE);
    }

    @Test
    void doesNotVouchForAnIssuerThatIsOnlyAKey() {
        var issuer = "did:key:" + MULTIKEY;

        var report = verified(signed(badge(issuer), issuer + "#" + MULTIKEY));

        assertThat(findings(report)).contains("issuer.itself", "signature.proof");
        assertThat(report.verdict()).isEqualTo(Verdict.UNCONFIRMED);
    }

    @Test
    void refusesOneInWhichAWordWasChanged() {
        var altered = signed(badge(ISSUER), ISSUER + "#key-1").put("name", "Brain surgery");

        var report = verified(altered);

        assertThat(findings(report)).contains("signature.proof.broken");
        assertThat(report.verdict()).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void refusesAKeyOfSomebodyElseHoweverWellItSigns() {
        var mallory = "did:key:" + MULTIKEY;

        assertThat(findings(verified(signed(badge(ISSUER), mallory + "#" + MULTIKEY))))
                .contains("issuer.foreign");
        assertThat(findings(verified(signed(badge(ISSUER), ISSUER + "#key-2")))).contains("issuer.unlisted");
    }

    @Test
    void refusesAKeyThatIsPublishedForAnotherPurpose() {
        web.publish("https://college.example/issuers/1/did.json", """
                {"id": "%1$s", "verificationMethod": [{"id": "%1$s#key-1", "type": "Multikey", "controller": "%1$s", "publicKeyMultibase": "%2$s"}],
                 "authentication": ["%1$s#key-1"], "assertionMethod": []}
                """.formatted(ISSUER, MULTIKEY));

        assertThat(findings(verified(signed(badge(ISSUER), ISSUER + "#key-1")))).contains("issuer.unlisted");
    }

    @Test
    void doesNotConfirmWhatTheIssuerCannotBeAskedFor() {
        var silent = "did:web:silent.example";

        var report = verified(signed(badge(silent), silent + "#key-1"));

        assertThat(findings(report)).contains("issuer.unreachable", "signature.keyless");
        assertThat(report.verdict()).isEqualTo(Verdict.UNCONFIRMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"did:jwk:bnVsbA", "did:jwk:W10", "did:jwk:e30", "did:key:z", "did:key:zz"})
    void takesNoIdentifierForAKeyThatIsNone(String issuer) {
        assertThat(findings(verified(signed(badge(issuer), issuer + "#0")))).contains("issuer.unsupported");
    }

    @Test
    void asksNoOtherSiteThanAnIdentifierNames() {
        var issuer = "did:web:college.example%2Fstudents";
        publishes("https://college.example/students/.well-known/did.json", issuer, issuer + "#key-1", MULTIKEY);

        assertThat(findings(verified(signed(badge(issuer), issuer + "#key-1")))).contains("issuer.unreachable");
    }

    @Test
    void refusesWhatNobodySigned() {
        assertThat(verified(badge(ISSUER)).verdict()).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void saysWhichDatesDoNotHold() {
        var expired = badge(ISSUER).put("validUntil", "2026-05-31T00:00:00Z");
        var early = badge(ISSUER).put("validFrom", "2027-01-01T00:00:00Z");
        var garbled = badge(ISSUER).put("validFrom", "last summer");

        assertThat(verified(signed(expired, ISSUER + "#key-1")).verdict()).isEqualTo(Verdict.EXPIRED);
        assertThat(findings(verified(signed(early, ISSUER + "#key-1")))).contains("dates.early");
        assertThat(findings(verified(signed(garbled, ISSUER + "#key-1")))).contains("dates.unreadable");
    }

    @Test
    void looksItUpInTheIssuersList() {
        web.publish("https://college.example/status/1", signed(list(List.of(7)), ISSUER + "#key-1"));

        assertThat(findings(verified(signed(listed(6), ISSUER + "#key-1")))).contains("status.clear");
        assertThat(verified(signed(listed(7), ISSUER + "#key-1")).verdict()).isEqualTo(Verdict.REVOKED);
        assertThat(findings(verified(signed(listed(StatusBits.ENTRIES), ISSUER + "#key-1"))))
                .contains("status.unreachable");
    }

    @Test
    void saysWhatAListSaysAndNoMore() {
        for (var purpose : List.of("suspension", "refresh")) {
            var list = list(List.of(7));
            ((ObjectNode) list.path("credentialSubject")).put("statusPurpose", purpose);
            web.publish("https://college.example/status/" + purpose, signed(list, ISSUER + "#key-1"));
        }
        web.publish("https://college.example/status/1", signed(list(List.of(7)), ISSUER + "#key-1"));
        var newer = listed(7, "refresh");
        var suspended = listed(7, "suspension");
        var both = listed(7).put("validUntil", "2026-05-31T00:00:00Z");
        var many = listed(6);
        many.set("credentialStatus", JSON.createArrayNode());
        for (var entry = 0; entry < 5; entry++) {
            many.withArray("credentialStatus")
                    .add(listed(entry == 4 ? 7 : entry).path("credentialStatus"));
        }

        assertThat(findings(verified(signed(newer, ISSUER + "#key-1")))).contains("status.other");
        assertThat(verified(signed(suspended, ISSUER + "#key-1")).verdict()).isEqualTo(Verdict.SUSPENDED);
        assertThat(verified(signed(both, ISSUER + "#key-1")).verdict()).isEqualTo(Verdict.REVOKED);
        assertThat(findings(verified(signed(many, ISSUER + "#key-1")))).contains("status.clear", "status.many");
        assertThat(findings(verified(signed(
                        badge(ISSUER).put("credentialStatus", "https://college.example/status/1"), ISSUER + "#key-1"))))
                .contains("status.unsupported");
    }

    private static ObjectNode listed(int position, String purpose) {
        var badge = listed(position);
        ((ObjectNode) badge.path("credentialStatus"))
                .put("statusPurpose", purpose)
                .put("statusListCredential", "https://college.example/status/" + purpose);
        return badge;
    }

    @Test
    void believesNoListThatSomebodyElseHasWrittenOrAltered() {
        var mallory = "did:key:" + MULTIKEY;
        var foreign = list(List.of()).put("issuer", mallory);
        web.publish("https://college.example/status/1", signed(foreign, mallory + "#" + MULTIKEY));
        assertThat(findings(verified(signed(listed(6), ISSUER + "#key-1")))).contains("status.untrusted");

        var altered = signed(list(List.of(6)), ISSUER + "#key-1");
        ((ObjectNode) altered.path("credentialSubject")).put("encodedList", StatusBits.encode(List.of()));
        web.publish("https://college.example/status/1", altered);
        assertThat(findings(verified(signed(listed(6), ISSUER + "#key-1")))).contains("status.untrusted");
    }

    @Test
    void saysWhenThereIsNoListToRead() {
        var report = verified(signed(listed(6), ISSUER + "#key-1"));

        assertThat(findings(report)).contains("status.unreachable");
        assertThat(report.verdict()).isEqualTo(Verdict.UNCONFIRMED);
    }

    @Test
    void tellsWhetherItWasGivenToSomebody() {
        var badge = badge(ISSUER);
        ((ObjectNode) badge.path("credentialSubject"))
                .putArray("identifier")
                .addObject()
                .put("type", "IdentityObject")
                .put("identityType", "emailAddress")
                .put("identityHash", "sha256$3d2a5ed5b1e6cf26bd5b4a5d7a7d7a4d1e8b34d4a5c5ae0a0f6a6a8e0e6b8d11")
                .put("hashed", true)
                .put("salt", "s");
        var plain = signed(badge(ISSUER), ISSUER + "#key-1");
        var otherwise = badge.deepCopy();
        ((ObjectNode) otherwise.at("/credentialSubject/identifier/0"))
                .put("identityHash", "md5$d41d8cd98f00b204e9800998ecf8427e");
        var asTyped = badge.deepCopy();
        ((ObjectNode) asTyped.at("/credentialSubject/identifier/0"))
                .put("identityHash", "sha256$84265CE3F5E096C56AE792F84A365A07C2B32CCF2BE22B4AD322F2B9237A5966");

        assertThat(findings(verified(signed(badge, ISSUER + "#key-1"), "amara@example.com")))
                .contains("recipient.other");
        assertThat(findings(verified(signed(otherwise, ISSUER + "#key-1"), "amara@example.com")))
                .contains("recipient.unnamed");
        assertThat(findings(verified(signed(asTyped, ISSUER + "#key-1"), "Amara@Example.com")))
                .contains("recipient.same");
        assertThat(findings(verified(plain, "amara@example.com"))).contains("recipient.unnamed");
    }

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

    /** JSON-LD has several ways to write one statement, and the signature fits them all. */
    @ParameterizedTest
    @ValueSource(strings = {"its address", "another name", "another place"})
    void doesNotConfirmABadgeThatHidesItsStatusBehind(String way) {
        web.publish("https://college.example/status/1", signed(list(List.of(7)), ISSUER + "#key-1"));
        var hidden = signed(listed(7), ISSUER + "#key-1");
        var status = hidden.remove("credentialStatus");
        var address = "https://www.w3.org/2018/credentials#credentialStatus";
        switch (way) {
            case "its address" -> hidden.set(address, status);
            case "another name" -> {
                hidden.withArray("@context").addObject().put("state", address);
                hidden.set("state", status);
            }
            default ->
                hidden.putArray("@included")
                        .addObject()
                        .put("id", hidden.path("id").asString())
                        .set("credentialStatus", status);
        }

        var report = verified(hidden);

        assertThat(findings(report)).contains("signature.vocabulary");
        assertThat(report.verdict()).isEqualTo(Verdict.UNCONFIRMED);
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
    void judgesThePublishedSamples() {
        assertThat(sample("simple-json.png")).contains("form.complete");
        assertThat(sample("simple-jwt.png")).contains("issuer.claimed", "signature.token");
        assertThat(sample("simple-jwt.svg")).contains("issuer.claimed", "signature.token");
        assertThat(sample("simple.jwt")).contains("form.missing");
        assertThat(sample("complete.json")).contains("issuer.claimed", "signature.proof", "status.unsupported");
        assertThat(sample("simple-eddsa-2022.json")).contains("signature.unsupported");
        assertThat(sample("credential-status-revoked.json")).contains("signature.unsupported", "status.unsupported");
    }

    @Test
    void findsThePublishedSampleInItsListOfRevokedBadges() {
        var credential = OpenBadgesData.json("samples/bit-string-list/credential-status-revoked.json");
        web.publish(
                credential.at("/credentialStatus/statusListCredential").asString(),
                OpenBadgesData.text("samples/bit-string-list/testlist"));

        var report = verified(credential);

        assertThat(findings(report)).contains("issuer.claimed", "signature.proof", "status.revoked");
        assertThat(report.verdict()).isEqualTo(Verdict.REVOKED);
        assertThat(findings(verified(credential.put("name", "another name")))).contains("signature.proof.broken");
    }

    private List<String> sample(String file) {
        return findings(
                report(read.read(OpenBadgesData.bytes("samples/" + file)).block(), ""));
    }

    @Test
    void countsAnEndorsementOnlyIfItsIssuerHasSignedItOfThisVeryAchievement() {
        var endorser = "did:web:board.example";
        publishes("https://board.example/.well-known/did.json", endorser, endorser + "#key-1", MULTIKEY);
        var good = signed(endorsement(endorser, "https://college.example/achievements/1"), endorser + "#key-1");
        var ofAnother = signed(endorsement(endorser, "https://college.example/achievements/2"), endorser + "#key-1");
        var forged = good.deepCopy();
        ((ObjectNode) forged.path("credentialSubject")).put("endorsementComment", "The best of all.");
        var badgeOfTheirs = endorsement(endorser, "https://college.example/achievements/1");
        badgeOfTheirs.putArray("type").add("VerifiableCredential").add("OpenBadgeCredential");

        assertThat(verified(endorsedBy(good)))
                .satisfies(report -> assertThat(findings(report)).contains("signature.proof", "endorsement.genuine"))
                .extracting(Report::verdict)
                .isEqualTo(Verdict.GENUINE);
        assertThat(findings(verified(endorsedBy(ofAnother)))).contains("endorsement.broken");
        assertThat(findings(verified(endorsedBy(signed(badgeOfTheirs, endorser + "#key-1")))))
                .as("a badge whose holder goes by the achievement's name")
                .contains("endorsement.broken");
        assertThat(verified(endorsedBy(forged)))
                .satisfies(report -> assertThat(findings(report)).contains("endorsement.broken"))
                .extracting(Report::verdict)
                .isEqualTo(Verdict.UNCONFIRMED);
    }

    @Test
    void asksAnIssuerOnceHoweverManyOfItsBadgesARecordHolds() {
        var record = record(20);
        var once = new ReadOnce(web);
        var signaturesOnce = new CheckSignatures(new IssuerKeys(once, JSON));
        var statusOnce = new CheckStatus(once, signaturesOnce, JSON);
        var checkOnce = new CheckCredential(
                signaturesOnce, statusOnce, new CheckEndorsements(signaturesOnce, statusOnce, clock), clock);

        var report = ReadOnce.within(checkOnce.check(new Reading.Found(record, Optional.empty()), ""))
                .block();

        assertThat(findings(report)).contains("achievement.record.genuine");
        assertThat(web.asked()).containsExactly("https://college.example/issuers/1/did.json");
    }

    @Test
    void callsNoMoreThanARecordOfManyIssuersNeeds() {
        var once = new ReadOnce(web);

        ReadOnce.within(Flux.range(0, 1_000)
                        .concatMap(page -> once.get(URI.create("https://victim.example/" + page), "*/*"))
                        .then())
                .block();

        assertThat(web.asked()).hasSize(100);
    }

    private static ObjectNode record(int badges) {
        var record = badge(ISSUER);
        record.putArray("type").add("VerifiableCredential").add("ClrCredential");
        var held = record.putObject("credentialSubject").putArray("verifiableCredential");
        for (var badge = 0; badge < badges; badge++) {
            held.add(signed(badge(ISSUER), ISSUER + "#key-1"));
        }
        return record;
    }

    private static ObjectNode endorsement(String endorser, String of) {
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

    private static ObjectNode endorsedBy(ObjectNode endorsement) {
        var badge = badge(ISSUER);
        ((ObjectNode) badge.at("/credentialSubject/achievement"))
                .putArray("endorsement")
                .add(endorsement);
        return signed(badge, ISSUER + "#key-1");
    }

    private Report verified(ObjectNode credential) {
        return verified(credential, "");
    }

    private Report verified(ObjectNode credential, String email) {
        return report(
                read.read(credential.toString().getBytes(StandardCharsets.UTF_8))
                        .block(),
                email);
    }

    private Report verified(String token) {
        return report(read.read(token).block(), "");
    }

    private Report report(Reading reading, String email) {
        return check.check((Reading.Found) reading, email).block();
    }

    private static List<String> findings(Report report) {
        return report.checks().stream()
                .map(one -> one.subject().key() + "." + one.finding())
                .toList();
    }

    private void publishes(String issuer, String method, String multikey) {
        publishes("https://college.example/issuers/1/did.json", issuer, method, multikey);
    }

    private void publishes(String address, String issuer, String method, String multikey) {
        web.publish(address, """
                {"id": "%1$s", "verificationMethod": [{"id": "%2$s", "type": "Multikey", "controller": "%1$s", "publicKeyMultibase": "%3$s"}],
                 "assertionMethod": ["%2$s"]}
                """.formatted(issuer, method, multikey));
    }

    private void publishesJwk(ECKey key) {
        web.publish("https://college.example/issuers/1/did.json", """
                {"id": "%1$s", "verificationMethod": [{"id": "%1$s#ec", "type": "JsonWebKey", "controller": "%1$s", "publicKeyJwk": %2$s}],
                 "assertionMethod": ["%1$s#ec"]}
                """.formatted(
                        ISSUER, key.toPublicJWK().toJSONString()));
    }

    private static ObjectNode badge(String issuer) {
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

    private static ObjectNode listed(int position) {
        var badge = badge(ISSUER);
        badge.putObject("credentialStatus")
                .put("id", "https://college.example/status/1#" + position)
                .put("type", "BitstringStatusListEntry")
                .put("statusPurpose", "revocation")
                .put("statusListIndex", Integer.toString(position))
                .put("statusListCredential", "https://college.example/status/1");
        return badge;
    }

    private static ObjectNode list(List<Integer> revoked) {
        var list = (ObjectNode) JSON.readTree("""
                {"@context": ["https://www.w3.org/ns/credentials/v2"], "id": "https://college.example/status/1",
                 "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": "%s", "validFrom": "2026-01-01T00:00:00Z",
                 "credentialSubject": {"id": "https://college.example/status/1#list", "type": "BitstringStatusList", "statusPurpose": "revocation"}}
                """.formatted(ISSUER));
        ((ObjectNode) list.path("credentialSubject")).put("encodedList", StatusBits.encode(revoked));
        return list;
    }

    private static ObjectNode signed(ObjectNode credential, String method) {
        return DataIntegrity.sign(credential, KEY, method, NOW);
    }

    private static JWSHeader.Builder header(ECKey key) {
        return new JWSHeader.Builder(JWSAlgorithm.ES256);
    }

    private static String token(ObjectNode claims, JWSHeader header, ECKey key) {
        var token = new JWSObject(header, new Payload(claims.toString()));
        try {
            token.sign(new ECDSASigner(key));
        } catch (JOSEException failure) {
            throw new AssertionError(failure);
        }
        return token.serialize();
    }

    private static ECKey ec() {
        try {
            return new ECKeyGenerator(Curve.P_256).generate();
        } catch (JOSEException failure) {
            throw new AssertionError(failure);
        }
    }

    private static KeyPair ed25519() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
