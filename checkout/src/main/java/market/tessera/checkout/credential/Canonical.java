package market.tessera.checkout.credential;

import com.apicatalog.jsonld.JsonLd;
import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.rdf.api.RdfQuadConsumer;
import jakarta.json.Json;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** The canonical form of a JSON-LD document: RDF Dataset Canonicalization (RDFC-1.0) with SHA-256, as sorted N-Quads. */
final class Canonical {
    private static final ShippedContexts CONTEXTS = new ShippedContexts();

    private Canonical() {}

    /** @throws UnreadableCredential as {@link #read} */
    static String form(ObjectNode document) {
        return form(graph -> read(document, graph));
    }

    /** @throws UnreadableCredential as {@link #read} */
    static byte[] hash(ObjectNode document) {
        return digest(form(document).getBytes(StandardCharsets.UTF_8));
    }

    /** As {@link #hash}, of a document that was written here. */
    static byte[] hashOfOurs(ObjectNode document) {
        return digest(form(graph -> KnownStatements.read(document, graph)).getBytes(StandardCharsets.UTF_8));
    }

    private static String form(Consumer<CanonicalGraph> statements) {
        var graph = new CanonicalGraph();
        statements.accept(graph);
        try {
            return graph.form();
        } catch (IllegalStateException endless) {
            throw unreadable(endless);
        }
    }

    /** @throws UnreadableCredential if the document is not JSON-LD, or uses a context that does not ship with the program */
    static void read(ObjectNode document, RdfQuadConsumer statements) {
        try (var reader = Json.createReader(new StringReader(document.toString()))) {
            JsonLd.toRdf(JsonDocument.of(reader.readObject())).loader(CONTEXTS).provide(statements);
        } catch (JsonLdError | IllegalStateException | IllegalArgumentException failure) {
            throw unreadable(failure);
        }
    }

    private static UnreadableCredential unreadable(Exception failure) {
        return new UnreadableCredential("The credential cannot be canonicalised", failure);
    }

    static byte[] digest(byte[] form) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(form);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This JVM lacks SHA-256", impossible);
        }
    }
}
