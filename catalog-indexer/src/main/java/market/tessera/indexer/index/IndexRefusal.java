package market.tessera.indexer.index;

/** OpenSearch has understood a request and refuses it; sending it again changes nothing. */
public final class IndexRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    IndexRefusal(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
