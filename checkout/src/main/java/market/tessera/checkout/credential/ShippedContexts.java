package market.tessera.checkout.credential;

import com.apicatalog.jsonld.JsonLdError;
import com.apicatalog.jsonld.JsonLdErrorCode;
import com.apicatalog.jsonld.document.Document;
import com.apicatalog.jsonld.document.JsonDocument;
import com.apicatalog.jsonld.loader.DocumentLoader;
import com.apicatalog.jsonld.loader.DocumentLoaderOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.Map;

/**
 * The JSON-LD contexts that ship with the program, as 1EdTech and W3C publish them. No other is ever loaded: what a proof covers must not depend
 * on the network.
 */
final class ShippedContexts implements DocumentLoader {
    private static final String OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/";

    private final Map<URI, Document> documents = Map.of(
            URI.create("https://www.w3.org/ns/credentials/v2"), read("credentials-v2.json"),
            URI.create("https://www.w3.org/2018/credentials/v1"), read("credentials-v1.json"),
            URI.create(OPEN_BADGES + "context-3.0.3.json"), read("open-badges-3.0.3.json"),
            URI.create(OPEN_BADGES + "context-3.0.2.json"), read("open-badges-3.0.2.json"),
            URI.create(OPEN_BADGES + "context-3.0.1.json"), read("open-badges-3.0.1.json"),
            URI.create(OPEN_BADGES + "extensions.json"), read("open-badges-extensions.json"),
            URI.create("https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json"), read("clr-2.0.1.json"),
            URI.create("https://w3id.org/security/data-integrity/v1"), read("data-integrity-v1.json"),
            URI.create("https://w3id.org/security/data-integrity/v2"), read("data-integrity-v2.json"),
            URI.create("https://w3id.org/security/suites/ed25519-2020/v1"), read("ed25519-2020-v1.json"));

    @Override
    public Document loadDocument(URI address, DocumentLoaderOptions options) throws JsonLdError {
        var document = documents.get(address);
        if (document == null) {
            throw new JsonLdError(JsonLdErrorCode.LOADING_DOCUMENT_FAILED, "Not a known context: " + address);
        }
        return document;
    }

    private static Document read(String file) {
        try (InputStream content = ShippedContexts.class.getResourceAsStream("/checkout/contexts/" + file)) {
            return JsonDocument.of(java.util.Objects.requireNonNull(content, file));
        } catch (IOException | JsonLdError broken) {
            throw new UncheckedIOException(new IOException("The shipped context " + file + " is broken", broken));
        }
    }
}
