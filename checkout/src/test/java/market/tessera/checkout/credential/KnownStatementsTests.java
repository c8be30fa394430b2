package market.tessera.checkout.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A badge whose statements are filled into a known form has the proof that it would have if it were read anew. */
class KnownStatementsTests {

    @ParameterizedTest
    @MethodSource("badges")
    void saysWhatTheDocumentSays(ObjectNode badge) {
        assertThat(Canonical.hashOfOurs(badge)).isEqualTo(Canonical.hash(badge));
        assertThat(Canonical.hashOfOurs(badge)).as("the form is known now").isEqualTo(Canonical.hash(badge));
    }

    static Stream<ObjectNode> badges() {
        return Stream.of(
                badge("1"),
                badge("2"),
                changed(badge("3"), "salt-3", "salt \\\"quoted\\\"\\n and in Ελληνικά"),
                changed(badge("4"), "\"88\"", "\"salt-4\""),
                changed(badge("5"), "Offshore wind", "https://tessera.example/badges/5"),
                changed(
                        badge("6"),
                        "urn:uuid:00000000-0000-4000-8000-000000000006",
                        "https://tessera.example/badges/6"),
                changed(badge("7"), "https://tessera.example/badges/7/image.svg", "not an address"),
                changed(badge("8"), "https://tessera.example/badges/8/image.svg", "image.svg"),
                changed(badge("9"), "\"statusListIndex\": \"9\"", "\"statusListIndex\": 9"),
                changed(badge("10"), "\"credentialStatus\"", "\"credentialSchema\""),
                changed(badge("11"), "\"result\"", "\"tag\""));
    }

    private static ObjectNode changed(ObjectNode badge, String part, String other) {
        var text = badge.toPrettyString().replace("\" : ", "\": ");
        assertThat(text).contains(part);
        return json(text.replace(part, other));
    }

    private static ObjectNode badge(String number) {
        return json("""
                {"@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
                 "id": "https://tessera.example/badges/%1$s",
                 "type": ["VerifiableCredential", "OpenBadgeCredential"],
                 "name": "Offshore wind",
                 "issuer": {"id": "did:web:tessera.example:badges:issuers:nordkyst", "type": ["Profile"], "name": "Nordkyst",
                            "url": "https://nordkyst.example"},
                 "validFrom": "2026-11-2%1$sT10:00:00Z",
                 "credentialSubject": {
                   "id": "urn:uuid:00000000-0000-4000-8000-00000000000%1$s", "type": ["AchievementSubject"],
                   "identifier": [{"type": "IdentityObject", "hashed": true, "identityHash": "sha256$%1$s",
                                   "identityType": "emailAddress", "salt": "salt-%1$s"}],
                   "result": [{"type": ["Result"], "resultDescription": "urn:uuid:00000000-0000-4000-8000-0000000000ff", "value": "88"}],
                   "achievement": {
                     "id": "urn:uuid:00000000-0000-4000-8000-0000000000aa", "type": ["Achievement"], "name": "Offshore wind",
                     "description": "Wind, offshore.", "creditsAvailable": 2.5, "tag": ["wind", "sea"],
                     "criteria": {"id": "https://tessera.example/offerings/wind", "narrative": "- Knows wind"},
                     "image": {"id": "https://tessera.example/badges/%1$s/image.svg", "type": "Image", "caption": "Offshore wind"},
                     "alignment": [
                       {"type": ["Alignment"], "targetName": "wind", "targetUrl": "http://data.europa.eu/esco/skill/1"},
                       {"type": ["Alignment"], "targetName": "sea", "targetUrl": "http://data.europa.eu/esco/skill/2"}],
                     "resultDescription": [{"id": "urn:uuid:00000000-0000-4000-8000-0000000000ff", "type": ["ResultDescription"],
                                            "name": "Final result", "resultType": "Percent"}]}},
                 "credentialStatus": {"id": "https://tessera.example/badges/status/1#%1$s", "type": "BitstringStatusListEntry",
                                      "statusPurpose": "revocation", "statusListIndex": "%1$s",
                                      "statusListCredential": "https://tessera.example/badges/status/1"}}
                """.formatted(number));
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) JsonMapper.shared().readTree(text);
    }
}
