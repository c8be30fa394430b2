package market.tessera.checkout.connection;

import java.util.Arrays;
import java.util.Optional;

/**
 * What completes a course of which statements are sent (cmi5, section 10.2.4), beside {@code satisfied}, which always does. {@code NotApplicable}, met by
 * everybody at once, is not on offer: it would be a badge for nothing.
 */
public enum MoveOn {
    PASSED("Passed"),
    COMPLETED("Completed"),
    COMPLETED_AND_PASSED("CompletedAndPassed"),
    COMPLETED_OR_PASSED("CompletedOrPassed"),
    /** Nothing else: of a course with several lessons each says {@code completed}, and its system when all are done. */
    SATISFIED("Satisfied");

    private final String word;

    MoveOn(String word) {
        this.word = word;
    }

    /** As cmi5 spells it, and the last in its manner. */
    public String word() {
        return word;
    }

    public static Optional<MoveOn> of(String word) {
        return Arrays.stream(values()).filter(value -> value.word.equals(word)).findFirst();
    }

    /** Whether that is enough. */
    public boolean isMet(boolean completed, boolean passed) {
        return switch (this) {
            case PASSED -> passed;
            case COMPLETED -> completed;
            case COMPLETED_AND_PASSED -> completed && passed;
            case COMPLETED_OR_PASSED -> completed || passed;
            case SATISFIED -> false;
        };
    }
}
