package market.tessera.checkout.credential;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The options of proofs that are made here. In canonical form they differ in when and by whose key alone, so that this form is made once for the contexts
 * of a credential and filled in from then on: a context as large as that of Open Badges takes a millisecond to read.
 */
final class ProofOptions {
    static final String SUITE = "eddsa-rdfc-2022";
    private static final String WHEN = "2000-01-01T00:00:00Z";
    private static final String METHOD = "did:example:controller#key";

    /** By contexts: there are as many as kinds of credentials that are signed here. */
    private static final Map<JsonNode, String> FORMS = new ConcurrentHashMap<>();

    private ProofOptions() {}

    /** @param method the key's id as its controller publishes it */
    static ObjectNode of(String method, Instant created) {
        return options(method, created.toString());
    }

    /** The hash of the canonical form. */
    static byte[] hash(JsonNode contexts, String method, Instant created) {
        var form = FORMS.computeIfAbsent(contexts.deepCopy(), ProofOptions::form)
                .replace(WHEN, created.toString())
                .replace("<" + METHOD + ">", "<" + method + ">");
        return Canonical.digest(form.getBytes(StandardCharsets.UTF_8));
    }

    private static String form(JsonNode contexts) {
        var options = options(METHOD, WHEN);
        options.set("@context", contexts);
        return Canonical.form(options);
    }

    private static ObjectNode options(String method, String created) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "DataIntegrityProof")
                .put("cryptosuite", SUITE)
                .put("created", created)
                .put("verificationMethod", method)
                .put("proofPurpose", "assertionMethod");
    }
}
