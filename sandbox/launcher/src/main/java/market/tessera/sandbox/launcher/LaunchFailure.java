package market.tessera.sandbox.launcher;

/** Why the sandbox cannot start: one sentence for the person at the keyboard. */
final class LaunchFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    LaunchFailure(String message) {
        super(message);
    }

    LaunchFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
