package market.tessera.checkout.credential;

/** A document that was taken for a credential cannot be read as one. */
public final class UnreadableCredential extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableCredential(String message) {
        super(message);
    }

    UnreadableCredential(String message, Throwable cause) {
        super(message, cause);
    }
}
