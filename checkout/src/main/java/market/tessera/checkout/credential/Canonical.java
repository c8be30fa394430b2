package market.tessera.checkout.credential;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.document.JsonDocument;
import jakarta.json.Json;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import tools.jackson.databind.node.ObjectNode;

/** The canonical form of a JSON-LD document: RDF Dataset Canonicalization (RDFC-1.0) with SHA-256, as sorted N-Quads. */
final class Canonical {
    private static final ShippedContexts CONTEXTS = new ShippedContexts();

    private Canonical() {}

    /** @throws UnreadableCredential if the document is not JSON-LD, or uses a context that does not ship with the program */
    static String form(ObjectNode document) {
        try (var reader = Json.createReader(new StringReader(document.toString()))) {
            var graph = new CanonicalGraph();
            JsonLd.toRdf(JsonDocument.of(reader.readObject())).loader(CONTEXTS).provide(graph);
            return graph.form();
        } catch (JsonLdError | IllegalStateException | IllegalArgumentException unreadable) {
            throw new UnreadableCredential("The credential cannot be canonicalised", unreadable);
        }
    }

    static byte[] hash(ObjectNode document) {
        return digest(form(document).getBytes(StandardCharsets.UTF_8));
    }

    static byte[] digest(byte[] form) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(form);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This JVM lacks SHA-256", impossible);
        }
    }
}
