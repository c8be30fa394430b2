package market.tessera.checkout.lti;

import org.jspecify.annotations.Nullable;

/** A provider's learning system does not answer as a tool should. */
public final class ToolUnreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ToolUnreachable(String message, @Nullable Throwable cause) {
        super(cause == null ? message : message + ": " + cause.getMessage(), cause);
    }
}
