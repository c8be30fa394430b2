package market.tessera.provider.reading;

import tools.jackson.core.JacksonException;

/** A file that cannot be read any further; the message is one sentence for whoever sent it. */
public final class BrokenFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BrokenFile(String message) {
        super(message);
    }

    BrokenFile(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says where the JSON stops being JSON. */
    public static BrokenFile malformed(JacksonException malformed) {
        var at = malformed.getLocation();
        var reason = malformed
                .getOriginalMessage()
                .lines()
                .findFirst()
                .orElse("malformed")
                .replaceFirst("\\s*\\(start marker at .*", "");
        return new BrokenFile(
                at == null
                        ? "The file is not valid JSON: %s.".formatted(reason)
                        : "The file is not valid JSON at line %d, column %d: %s."
                                .formatted(at.getLineNr(), at.getColumnNr(), reason),
                malformed);
    }
}
