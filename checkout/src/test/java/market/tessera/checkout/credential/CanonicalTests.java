package market.tessera.checkout.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class CanonicalTests {
    private static final String CONTEXTS =
            "[\"https://www.w3.org/ns/credentials/v2\", \"https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json\"]";

    @Test
    void writesACredentialAsThePublishedVectorDoes() {
        var credential = json("""
                {"@context": %s,
                 "id": "http://example.com/credentials/3527",
                 "type": ["VerifiableCredential", "OpenBadgeCredential"],
                 "issuer": {"id": "https://example.edu/issuers/565049", "type": ["Profile"],
                            "name": "Example Corp", "url": "https://www.imsglobal.org"},
                 "validFrom": "2010-01-01T00:00:00Z",
                 "name": "Teamwork Badge",
                 "credentialSubject": {
                   "id": "did:example:ebfeb1f712ebc6f1c276e12ec21", "type": ["AchievementSubject"],
                   "achievement": {
                     "id": "https://example.com/achievements/21st-century-skills/teamwork", "type": ["Achievement"],
                     "criteria": {"narrative": "Team members are nominated for this badge by their peers and recognized upon review by Example Corp management."},
                     "description": "This badge recognizes the development of the capacity to collaborate within a group environment.",
                     "name": "Teamwork"}}}
                """);

        assertThat(Canonical.form(credential))
                .isEqualToIgnoringNewLines(OpenBadgesData.text("test-vectors/obv3p0/document-canon.txt"));
    }

    @Test
    void writesAProofsOptionsAsThePublishedVectorDoes() {
        var options = json("""
                {"@context": %s,
                 "type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "created": "2010-01-01T19:23:24Z",
                 "proofPurpose": "assertionMethod",
                 "verificationMethod": "https://example.edu/issuers/565049#z6MkjZRZv3aez3r18pB1RBFJR1kwUVJ5jHt92JmQwXbd5hwi"}
                """);

        assertThat(Canonical.form(options))
                .isEqualToIgnoringNewLines(OpenBadgesData.text("test-vectors/obv3p0/proof-canon.txt"));
    }

    @Test
    void givesUpACircleThatItWouldHaveToGoRoundForEver() {
        assertThat(circle(50).form().lines()).hasSize(50);
        assertThatThrownBy(circle(20_000)::form).isInstanceOf(IllegalStateException.class);
    }

    private static CanonicalGraph circle(int nodes) {
        var graph = new CanonicalGraph();
        for (var node = 0; node < nodes; node++) {
            graph.quad("_:b" + node, "urn:next", "_:b" + (node + 1) % nodes, null, null, null, null);
        }
        return graph;
    }

    @Test
    void loadsNoContextFromTheNetwork() {
        var foreign =
                json("{\"@context\": \"https://example.com/context.json\", \"id\": \"urn:x\", \"type\": \"Thing\"}");

        assertThatThrownBy(() -> Canonical.form(foreign)).isInstanceOf(UnreadableCredential.class);
    }

    private static ObjectNode json(String text) {
        return (ObjectNode) new JsonMapper().readTree(text.contains("%s") ? text.formatted(CONTEXTS) : text);
    }
}
