package market.tessera.checkout.verifier;

import java.util.List;
import java.util.Locale;

/**
 * One thing that was looked at.
 *
 * @param finding what came of it; with the subject the key of its words
 * @param values for the words: texts and instants
 */
record Check(Subject subject, State state, String finding, List<Object> values) {
    /** What is looked at, in the order in which it is explained. */
    enum Subject {
        FORM,
        ACHIEVEMENT,
        ISSUER,
        SIGNATURE,
        DATES,
        STATUS,
        RECIPIENT,
        ENDORSEMENT;

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** What it means for the badge. */
    enum State {
        PASSED,
        /** There is nothing to look at, and there need not be. */
        NOTED,
        UNKNOWN,
        FAILED
    }

    static Check passed(Subject subject, String finding, Object... values) {
        return new Check(subject, State.PASSED, finding, List.of(values));
    }

    static Check noted(Subject subject, String finding, Object... values) {
        return new Check(subject, State.NOTED, finding, List.of(values));
    }

    static Check unknown(Subject subject, String finding, Object... values) {
        return new Check(subject, State.UNKNOWN, finding, List.of(values));
    }

    static Check failed(Subject subject, String finding, Object... values) {
        return new Check(subject, State.FAILED, finding, List.of(values));
    }

    String key() {
        return "verify." + subject.key() + "." + finding;
    }

    boolean is(Subject wanted, State expected) {
        return subject == wanted && state == expected;
    }
}
