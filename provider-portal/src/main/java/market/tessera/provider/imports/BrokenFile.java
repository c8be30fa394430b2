package market.tessera.provider.imports;

/** A file that cannot be read any further; the message is one sentence for whoever sent it. */
final class BrokenFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BrokenFile(String message) {
        super(message);
    }

    BrokenFile(String message, Throwable cause) {
        super(message, cause);
    }
}
