package market.tessera.indexer.index;

import org.jspecify.annotations.Nullable;

/** OpenSearch does not answer, or asks to come back later. The same request may succeed if it is sent again. */
public final class IndexUnavailable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    IndexUnavailable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
