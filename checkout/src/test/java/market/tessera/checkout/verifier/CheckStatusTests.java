package market.tessera.checkout.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import market.tessera.checkout.credential.OpenBadgesData;
import market.tessera.checkout.credential.StatusBits;
import market.tessera.checkout.verifier.Report.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

class CheckStatusTests extends PublishedBadges {
    @Test
    void looksItUpInTheIssuersList() {
        web.publish("https://college.example/status/1", signed(list(List.of(7)), ISSUER + "#key-1"));

        assertThat(findings(verified(signed(listed(6), ISSUER + "#key-1")))).contains("status.clear");
        assertThat(verified(signed(listed(7), ISSUER + "#key-1")).verdict()).isEqualTo(Verdict.REVOKED);
        assertThat(findings(verified(signed(listed(StatusBits.ENTRIES), ISSUER + "#key-1"))))
                .contains("status.unreachable");
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
    void clearsNoBadgeByAListThatIsOver() {
        var stale = list(List.of(7)).put("validUntil", NOW.minusSeconds(60).toString());
        web.publish("https://college.example/status/1", signed(stale, ISSUER + "#key-1"));

        var report = verified(signed(listed(6), ISSUER + "#key-1"));

        assertThat(findings(report)).contains("status.stale");
        assertThat(report.verdict()).isEqualTo(Verdict.UNCONFIRMED);
        assertThat(verified(signed(listed(7), ISSUER + "#key-1")).verdict()).isEqualTo(Verdict.REVOKED);
    }

    @Test
    void saysWhenThereIsNoListToRead() {
        var report = verified(signed(listed(6), ISSUER + "#key-1"));

        assertThat(findings(report)).contains("status.unreachable");
        assertThat(report.verdict()).isEqualTo(Verdict.UNCONFIRMED);
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
}
