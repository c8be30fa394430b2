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

/** The JSON-LD contexts that ship with the program. No other is ever loaded: what a proof covers must not depend on the network. */
final class ShippedContexts implements DocumentLoader {
    static final String CREDENTIALS = "https://www.w3.org/ns/credentials/v2";
    static final String OPEN_BADGES = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";

    private final Map<URI, Document> documents = Map.of(
            URI.create(CREDENTIALS), read("credentials-v2.json"),
            URI.create(OPEN_BADGES), read("open-badges-3.0.3.json"));

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
