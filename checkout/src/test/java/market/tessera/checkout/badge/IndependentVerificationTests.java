package market.tessera.checkout.badge;

import static market.tessera.checkout.badge.OtherVerifier.errors;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import market.tessera.checkout.CheckoutTest;
import market.tessera.checkout.Graduates;
import market.tessera.checkout.LearnerBrowser;
import market.tessera.checkout.Purchases;
import market.tessera.checkout.Purchases.Course;
import market.tessera.checkout.Shop;
import market.tessera.checkout.credential.CredentialJwt;
import market.tessera.checkout.credential.DataIntegrity;
import market.tessera.checkout.issuer.Issuer;
import market.tessera.checkout.issuer.Issuers;
import market.tessera.checkout.keys.SigningKey.Algorithm;
import market.tessera.checkout.keys.SigningKeys;
import market.tessera.platform.identity.Person;
import market.tessera.platform.identity.Person.Kind;
import market.tessera.platform.identity.SessionTokens;
import market.tessera.sandbox.buyer.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Badges before programs that others wrote: Digital Bazaar's verifier of credentials and status lists, and panva's of JWTs. */
@CheckoutTest
class IndependentVerificationTests {
    private static final JsonMapper JSON = new JsonMapper();
    private static OtherVerifier verifier;

    @Autowired
    Graduates graduates;

    @Autowired
    RevokeBadge revoke;

    @Autowired
    Issuers issuers;

    @Autowired
    SigningKeys keys;

    @Autowired
    Purchases purchases;

    @Autowired
    SessionTokens tokens;

    @Autowired
    Shop shop;

    private final LearnerBrowser anyone = LearnerBrowser.anonymous();
    private UUID badge;

    @BeforeAll
    static void anotherProgram() {
        verifier = OtherVerifier.start();
    }

    @AfterAll
    static void endIt() {
        if (verifier != null) {
            verifier.close();
        }
    }

    @BeforeEach
    void aBadge() {
        badge = graduates.badge(Purchases.learner("Amara Okafor"), "Infection control in home care");
    }

    @Test
    void acceptABadge() {
        var verdict = verifier.on(credential());

        assertThat(errors(verdict)).isEmpty();
        assertThat(verdict.path("verified").asBoolean()).isTrue();
        assertThat(verdict.path("revoked").asBoolean(true)).isFalse();
    }

    @Test
    void refuseABadgeInWhichOneWordWasChanged() {
        var credential = credential();
        ((ObjectNode) credential.at("/credentialSubject/achievement")).put("name", "Infection control in hospitals");

        var verdict = verifier.on(credential);

        assertThat(verdict.path("verified").asBoolean(true)).isFalse();
        assertThat(errors(verdict)).contains("Invalid signature");
    }

    @Test
    void seeThatABadgeWasRevoked() {
        revoke.revoke(badge, "Issued by mistake").block();

        var verdict = verifier.on(credential());

        assertThat(errors(verdict)).isEmpty();
        assertThat(verdict.path("revoked").asBoolean()).isTrue();
    }

    @Test
    void acceptALearningRecordAndEveryBadgeInItAndRefuseAChangedOne() {
        var learner = Purchases.learner("Bea Lind");
        graduates.badge(learner, "Infection control in home care");
        graduates.badge(learner, "Wound care");
        var browser = LearnerBrowser.of(learner, tokens);
        var record = (ObjectNode) JSON.readTree(
                browser.get("/learning/transcript/transcript.json").body());

        var verdict = verifier.on(record);
        assertThat(errors(verdict)).isEmpty();
        assertThat(verdict.path("verified").asBoolean()).isTrue();
        var held = record.at("/credentialSubject/verifiableCredential");
        assertThat(held)
                .hasSize(2)
                .allSatisfy(one -> assertThat(
                                verifier.on((ObjectNode) one).path("verified").asBoolean())
                        .isTrue());
        var token = verifier.onToken(
                browser.get("/learning/transcript/transcript.jwt").body());
        assertThat(errors(token)).isEmpty();
        assertThat(token.at("/claims/credentialSubject")).isEqualTo(record.path("credentialSubject"));

        ((ObjectNode) held.get(1).at("/credentialSubject/achievement")).put("name", "Surgery");
        assertThat(verifier.on(record).path("verified").asBoolean(true)).isFalse();
    }

    @Test
    void acceptWhatAnotherInstitutionSaysOfABadgeAndSeeItWithdrawn() {
        var course = purchases.course("Wound care");
        var board = purchases.course("Anything").provider();
        var asking = administrator(course.provider());
        var answering = administrator(board);
        var theirs = "/checkout/connections/%s/endorsements".formatted(course.provider());
        var ours = "/checkout/connections/%s/endorsements".formatted(board);

        var asked = Map.of(
                "award", course.offering().toString(), "endorser", board.toString(), "note", "Nurses ask for it.");
        assertThat(asking.post(theirs, asked).block().location()).endsWith("done=asked");
        assertThat(asking.post(theirs, asked).block().location()).endsWith("done=notAsked");
        assertThat(asking.get(ours).block().status()).isEqualTo(403);
        var page = answering.get(ours).block();
        assertThat(page.body()).contains("Wound care", "Nurses ask for it.");
        var answer = page.first("action=\"(/checkout/connections/[^\"]+/answer)\"");
        assertThat(asking.post(
                                answer.replace(
                                        board.toString(), course.provider().toString()),
                                Map.of("answer", "give", "comment", "Ours"))
                        .block()
                        .location())
                .endsWith("done=gone");
        assertThat(answering
                        .post(answer, Map.of("answer", "give", "comment", " "))
                        .block())
                .satisfies(refused -> assertThat(refused.status()).isEqualTo(422))
                .satisfies(refused -> assertThat(refused.body()).contains("Say in your own words"));
        assertThat(answering
                        .post(answer, Map.of("answer", "give", "comment", "Sound <work>."))
                        .block()
                        .location())
                .endsWith("done=given");
        assertThat(answering.post(answer, Map.of("answer", "decline")).block().location())
                .endsWith("done=gone");

        badge = badge(course, "Cora Nilsen");
        var endorsement = (ObjectNode) credential().at("/credentialSubject/achievement/endorsement/0");
        assertThat(errors(verifier.on(credential()))).isEmpty();
        assertThat(errors(verifier.on(endorsement))).isEmpty();
        assertThat(verifier.on(endorsement).path("revoked").asBoolean(true)).isFalse();
        assertThat(endorsement.at("/credentialSubject/id"))
                .isEqualTo(credential().at("/credentialSubject/achievement/id"));
        assertThat(JSON.readTree(anyone.get(endorsement.path("id").asString()).body()))
                .isEqualTo(endorsement);
        assertThat(anyone.get("/badges/" + badge).body())
                .contains("This badge is genuine", "Endorsed by", "Sound &lt;work&gt;.");
        var achievement = "/badges/achievements/%s/1".formatted(course.offering());
        assertThat(anyone.get(achievement).body()).contains("Wound care", "Sound &lt;work&gt;.");

        var withdrawal = answering.get(ours).block().first("action=\"(/checkout/connections/[^\"]+/withdrawal)\"");
        assertThat(answering.post(withdrawal, Map.of()).block().location()).endsWith("done=withdrawn");

        assertThat(verifier.on(endorsement).path("revoked").asBoolean()).isTrue();
        assertThat(verifier.on(credential()).path("verified").asBoolean()).isTrue();
        assertThat(anyone.get("/badges/" + badge).body())
                .contains("This badge is genuine", "has withdrawn this endorsement")
                .doesNotContain("Sound &lt;work&gt;.");
        assertThat(anyone.get(achievement).body()).doesNotContain("Sound &lt;work&gt;.");
        badge = badge(course, "Dag Moe");
        assertThat(credential().at("/credentialSubject/achievement").has("endorsement"))
                .isFalse();
    }

    private Browser administrator(UUID provider) {
        return shop.signedIn(new Person(
                UUID.randomUUID(), Kind.STAFF, "maren@example.org", "Maren", Set.of(provider + ":administrator")));
    }

    @Test
    void refuseABadgeThatHasExpired() {
        var credential = credential();
        credential.remove("proof");
        credential.put("validFrom", "2024-01-01T00:00:00Z").put("validUntil", "2025-01-01T00:00:00Z");

        var verdict = verifier.on(signedAgain(credential));

        assertThat(verdict.path("verified").asBoolean(true)).isFalse();
        assertThat(errors(verdict)).contains("is after \"validUntil\"");
    }

    @Test
    void acceptBadgesFromBeforeAndAfterTheirIssuerHasGotNewKeys() {
        var course = purchases.course("Wound care");
        badge = badge(course, "Bea Lind");
        var before = credential();
        var tokenBefore = anyone.get("/badges/" + badge + "/credential.jwt").body();

        keys.retireAllOlderThan(issuer().keyOwner(), Duration.ZERO).block();
        badge = badge(course, "Cora Nilsen");
        var after = credential();

        assertThat(after.at("/proof/verificationMethod")).isNotEqualTo(before.at("/proof/verificationMethod"));
        assertThat(List.of(before, after)).allSatisfy(one -> {
            var verdict = verifier.on(one);
            assertThat(errors(verdict)).isEmpty();
            assertThat(verdict.path("verified").asBoolean()).isTrue();
            assertThat(verdict.path("revoked").asBoolean(true)).isFalse();
        });
        assertThat(errors(verifier.onToken(tokenBefore))).isEmpty();
        assertThat(errors(verifier.onToken(
                        anyone.get("/badges/" + badge + "/credential.jwt").body())))
                .isEmpty();
    }

    private UUID badge(Course course, String learner) {
        var bought = purchases.buys(Purchases.learner(learner), course);
        graduates.completes(bought, 91);
        return purchases.awaitBadge(bought);
    }

    @Test
    void acceptTheSameBadgeAsATokenAndReadWhatItClaims() {
        var verdict = verifier.onToken(
                anyone.get("/badges/" + badge + "/credential.jwt").body());
        var claims = verdict.path("claims");
        var credential = credential();

        assertThat(errors(verdict)).isEmpty();
        assertThat(claims.path("iss").asString())
                .isEqualTo(credential.at("/issuer/id").asString());
        assertThat(claims.path("jti").asString())
                .isEqualTo(credential.path("id").asString());
        assertThat(claims.path("sub").asString())
                .isEqualTo(credential.at("/credentialSubject/id").asString());
        assertThat(Instant.ofEpochSecond(claims.path("nbf").asLong()))
                .isEqualTo(credential.path("validFrom").asString());
        assertThat(claims.has("exp")).isFalse();
        assertThat(claims.path("credentialSubject")).isEqualTo(credential.path("credentialSubject"));
    }

    @Test
    void refuseATokenThatWasChangedOrHasExpired() {
        var token = anyone.get("/badges/" + badge + "/credential.jwt").body();
        var issuer = issuer();
        var rsa = keys.current(issuer.keyOwner(), Algorithm.RS256).block();
        var old = credential().without("proof").put("validUntil", "2025-01-01T00:00:00Z");

        var changed = verifier.onToken(
                token.substring(0, token.lastIndexOf('.') - 4) + "AAAA" + token.substring(token.lastIndexOf('.')));
        var expired = verifier.onToken(CredentialJwt.sign(old, rsa, issuer.keyAddress(rsa.id())));

        assertThat(errors(changed)).contains("ERR_JWS_SIGNATURE_VERIFICATION_FAILED");
        assertThat(errors(expired)).contains("ERR_JWT_EXPIRED");
    }

    private ObjectNode signedAgain(ObjectNode credential) {
        var issuer = issuer();
        var key = keys.current(issuer.keyOwner(), Algorithm.ED25519).block();
        return DataIntegrity.sign(credential, key, issuer.method(key.id()), Instant.now());
    }

    private Issuer issuer() {
        return issuers.find(purchases.one("select provider from badge where id = $1", UUID.class, badge))
                .block();
    }

    private ObjectNode credential() {
        return (ObjectNode) JSON.readTree(
                anyone.get("/badges/" + badge + "/credential.json").body());
    }
}
