package market.tessera.checkout.credential;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.JsonNodeFactory;

class ProofOptionsTests {
    @ParameterizedTest
    @CsvSource({
        "2026-11-28T06:00:00Z, did:web:tessera.example:badges:issuers:nordkyst#key-1",
        "2026-11-28T06:00:00.123456Z, did:web:localhost%3A8080:badges:issuers:nordkyst#Zm9v-_",
        "1970-01-01T00:00:00Z, did:key:z6Mk#z6Mk"
    })
    void haveTheHashOfTheFormThatIsMadeAnew(Instant created, String method) {
        var contexts = JsonNodeFactory.instance
                .arrayNode()
                .add("https://www.w3.org/ns/credentials/v2")
                .add("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json");
        var options = ProofOptions.of(method, created);
        options.set("@context", contexts);

        assertThat(ProofOptions.hash(contexts, method, created)).isEqualTo(Canonical.hash(options));
    }
}
