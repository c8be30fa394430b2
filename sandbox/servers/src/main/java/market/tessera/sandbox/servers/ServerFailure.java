package market.tessera.sandbox.servers;

/** A server could not be started or stopped; the message is one sentence for the person at the keyboard. */
public final class ServerFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ServerFailure(String message) {
        super(message);
    }

    public ServerFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
