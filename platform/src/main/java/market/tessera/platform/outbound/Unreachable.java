package market.tessera.platform.outbound;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A provider's system does not answer as it should. */
public final class Unreachable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, with what a log says of it. */
    public enum Reason {
        NOT_CONNECTED("The provider has connected no system"),
        NOT_ALLOWED("The address is not one of the public internet"),
        UNKNOWN_HOST("There is no such host"),
        NO_ANSWER("Nothing answers there"),
        TIMED_OUT("It took too long to answer"),
        STATUS("It answered with an error"),
        REFUSED("It refused"),
        TOO_LONG("Its answer is too long"),
        WRONG_TYPE("It answered with something else than was asked for"),
        MALFORMED("Its answer cannot be read"),
        NO_KEYS("It publishes no keys that we can use");

        private final String words;

        Reason(String words) {
            this.words = words;
        }

        /** The last part of the key of its words on pages. */
        public String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** The reason of that key; that nothing answers where it is none. */
        public static Reason of(String key) {
            for (var reason : values()) {
                if (reason.key().equals(key)) {
                    return reason;
                }
            }
            return NO_ANSWER;
        }
    }

    private final Reason reason;
    private final String detail;

    /** @param detail such as the host or the status, for whoever runs it */
    public Unreachable(Reason reason, String detail, @Nullable Throwable cause) {
        super(detail.isEmpty() ? reason.words : reason.words + ": " + detail, cause);
        this.reason = reason;
        this.detail = detail;
    }

    public Unreachable(Reason reason) {
        this(reason, "", null);
    }

    public Reason reason() {
        return reason;
    }

    public String detail() {
        return detail;
    }
}
