package market.tessera.benchmarks.stage;

/** The marketplace could not be started or did not do what was asked; the message is for the person at the keyboard. */
public final class StageFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StageFailure(String message) {
        super(message);
    }

    StageFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
