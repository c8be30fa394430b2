package market.tessera.checkout.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import market.tessera.checkout.credential.OpenBadgesData;
import market.tessera.checkout.credential.OtherProofs;
import market.tessera.checkout.verifier.Report.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Badges of others, judged by what they publish. */
class CheckCredentialTests extends PublishedBadges {
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
    void refusesAKeyThatItsIssuerHasGivenUpWhateverItSigned() {
        for (var member : List.of("revoked", "expires")) {
            web.publish("https://college.example/issuers/1/did.json", """
                    {"id": "%1$s", "verificationMethod": [{"id": "%1$s#key-1", "type": "Multikey", "controller": "%1$s", "publicKeyMultibase": "%2$s",
                       "%3$s": "2026-05-31T00:00:00Z"}], "assertionMethod": ["%1$s#key-1"]}
                    """.formatted(ISSUER, MULTIKEY, member));

            var report = verified(signed(badge(ISSUER), ISSUER + "#key-1"));

            assertThat(findings(report)).contains("issuer.over", "signature.keyless");
            assertThat(report.verdict()).isEqualTo(Verdict.REFUSED);
        }
    }

    @Test
    void countsAProofUntilItsOwnEndOnly() {
        var ended = proven("2026-05-31T00:00:00Z");
        var changed = ended.deepCopy().put("name", "Brain surgery");
        var prolonged = ended.deepCopy();
        ((ObjectNode) prolonged.path("proof")).put("expires", "2027-05-31T00:00:00Z");

        assertThat(findings(verified(proven("2027-05-31T00:00:00Z")))).contains("signature.proof");
        assertThat(findings(verified(ended))).contains("issuer.published", "signature.expired");
        assertThat(verified(ended).verdict()).isEqualTo(Verdict.EXPIRED);
        assertThat(findings(verified(changed))).contains("signature.proof.broken");
        assertThat(findings(verified(prolonged))).contains("signature.proof.broken");
    }

    private static ObjectNode proven(String until) {
        return OtherProofs.sign(
                badge(ISSUER),
                KEY,
                JSON.createObjectNode()
                        .put("type", "DataIntegrityProof")
                        .put("cryptosuite", "eddsa-rdfc-2022")
                        .put("created", "2026-01-01T00:00:00Z")
                        .put("expires", until)
                        .put("verificationMethod", ISSUER + "#key-1")
                        .put("proofPurpose", "assertionMethod"));
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
    void judgesThePublishedSamples() {
        assertThat(sample("simple-json.png")).contains("form.complete");
        assertThat(sample("simple-jwt.png")).contains("issuer.claimed", "signature.token");
        assertThat(sample("simple-jwt.svg")).contains("issuer.claimed", "signature.token");
        assertThat(sample("simple.jwt")).contains("form.missing");
        assertThat(sample("complete.json")).contains("issuer.claimed", "signature.proof", "status.unsupported");
        assertThat(sample("simple-eddsa-2022.json")).contains("signature.unsupported");
        assertThat(sample("credential-status-revoked.json")).contains("signature.unsupported", "status.unsupported");
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
        var signaturesOnce = new CheckSignatures(new IssuerKeys(once, JSON, clock), clock);
        var statusOnce = new CheckStatus(once, signaturesOnce, JSON, clock);
        var checkOnce = new CheckCredential(
                signaturesOnce, statusOnce, new CheckEndorsements(signaturesOnce, statusOnce, clock), clock);

        var report = ReadOnce.within(checkOnce.check(new Reading.Found(record, Optional.empty()), ""))
                .block();

        assertThat(findings(report)).contains("achievement.record.genuine");
        assertThat(web.asked()).containsExactly("https://college.example/issuers/1/did.json");
    }

    @Test
    void saysOfEachBadgeOfARecordWhatItIsWorth() {
        web.publish("https://college.example/status/1", signed(list(List.of(7)), ISSUER + "#key-1"));
        var record = record(1);
        var held = (ArrayNode) record.at("/credentialSubject/verifiableCredential");
        held.add(signed(listed(7).put("name", "Diving"), ISSUER + "#key-1"));
        held.add("no token");

        var report = verified(record);

        assertThat(findings(report)).contains("achievement.record.refused");
        assertThat(report.parts().stream().map(Report::title)).containsExactly("Teamwork", "Diving", "");
        assertThat(report.parts().stream().map(Report::verdict))
                .containsExactly(Verdict.GENUINE, Verdict.REVOKED, Verdict.REFUSED);
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

    private static ObjectNode endorsedBy(ObjectNode endorsement) {
        var badge = badge(ISSUER);
        ((ObjectNode) badge.at("/credentialSubject/achievement"))
                .putArray("endorsement")
                .add(endorsement);
        return signed(badge, ISSUER + "#key-1");
    }
}
